package dev.podlane.scenario.term;

/** The type of a value. */
public enum Kind {
  TEXT,
  NUMBER,
  TRUTH,
  LIST
}
