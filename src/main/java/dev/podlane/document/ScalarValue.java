package dev.podlane.document;

/**
 * A single value.
 *
 * @param line where it starts
 * @param type what it is
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

  /** Whether this is {@code null}, {@code ~} or nothing at all. */
  public boolean isNull() {
    return type == Type.NULL;
  }
}
