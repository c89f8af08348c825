package dev.podlane.cli;

import java.util.Locale;

/** The least severe finding that is not as expected. */
enum FailOnSeverity {
  ERROR,
  WARNING,
  NOTE;

  /** Returns true for a severity that is at least this one. */
  boolean isReachedBy(String severity) {
    return valueOf(severity.toUpperCase(Locale.ROOT)).compareTo(this) <= 0;
  }
}
