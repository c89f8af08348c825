package dev.podlane.document;

/** The severity of a problem. */
public enum Severity {
  /** The object or document cannot be used. */
  ERROR,
  /** It is used, but not as its author may expect. */
  WARNING,
  /** Worth knowing. */
  INFO
}
