package dev.podlane.trace;

/** The treatment of copies of flooded frames that no station accepts. */
public enum Floods {
  /**
   * Up to {@value #FEW} stations on a bridge are walked to; of more, those that would drop the
   * frame without a trace are counted.
   */
  COUNTED,
  /** Each copy is walked to its end. */
  WALKED;

  /** The largest number of stations that are walked to rather than counted. */
  public static final int FEW = 8;
}
