package dev.podlane.store;

/** What is kept of a cluster is not what was saved: something changed the bytes. */
public final class DamagedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String id;

  DamagedException(String id) {
    super("what is kept of " + id + " is not what was saved");
    this.id = id;
  }

  /** Id of the cluster. */
  public String id() {
    return id;
  }
}
