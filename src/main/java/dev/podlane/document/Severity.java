package dev.podlane.document;

/** How much a problem matters. */
public enum Severity {
  /** What it is about cannot be used. */
  ERROR,
  /** It is used, but not as its author may expect. */
  WARNING,
  /** Worth knowing. */
  INFO
}
