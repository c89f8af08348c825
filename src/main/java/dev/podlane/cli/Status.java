package dev.podlane.cli;

/** Exit statuses. */
final class Status {
  /** Everything is as expected. */
  static final int AS_EXPECTED = 0;

  /** Something is not as expected. */
  static final int NOT = 1;

  /** The question could not be answered: usage, input, or a limit. */
  static final int COULD_NOT = 2;

  private Status() {}

  static int of(boolean asExpected) {
    return asExpected ? AS_EXPECTED : NOT;
  }
}
