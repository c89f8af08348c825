package dev.podlane.store;

/**
 * How many values were blanked before a document was saved.
 *
 * @param secrets values under data and stringData of Secrets
 * @param env values of environment variables
 * @param lastApplied annotations that repeat the whole object
 */
public record Blanked(int secrets, int env, int lastApplied) {
  /** Nothing was blanked. */
  public static final Blanked NONE = new Blanked(0, 0, 0);

  /** All counts added up. */
  public int total() {
    return secrets + env + lastApplied;
  }

  /** The stored form, as {@code secrets,env,lastApplied}. */
  String text() {
    return secrets + "," + env + "," + lastApplied;
  }

  static Blanked parse(String text) {
    String[] parts = text.split(",", -1);
    return new Blanked(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }
}
