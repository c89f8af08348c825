package dev.podlane.net.filter.nft;

/** An operator that compares two values. */
public enum Comparison {
  /** None is written: equal, or in the set or range; of flags, any is set. */
  IMPLICIT(""),
  EQUAL("=="),
  UNEQUAL("!="),
  LESS("<"),
  AT_MOST("<="),
  GREATER(">"),
  AT_LEAST(">=");

  private final String text;

  Comparison(String text) {
    this.text = text;
  }

  /** The sign; empty where none is written. */
  public String text() {
    return text;
  }
}
