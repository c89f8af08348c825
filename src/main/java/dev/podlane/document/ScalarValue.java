package dev.podlane.document;

/**
 * A single value.
 *
 * @param line number of its first line in the text
 * @param type type of the value
 * @param text as written, quotes and escapes undone
 */
public record ScalarValue(int line, Type type, String text) implements Value {
  /**
   * Kinds of scalars (YAML 1.2 core schema, with the booleans of YAML 1.1 that Kubernetes reads).
   */
  public enum Type {
    TEXT,
    INTEGER,
    FLOAT,
    BOOLEAN,
    NULL
  }

  /** Returns true if this is {@code null}, {@code ~} or empty. */
  public boolean isNull() {
    return type == Type.NULL;
  }
}
