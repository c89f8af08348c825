package dev.podlane.time.state;

/** The time that a container waits before it is started again (rule 232). */
public final class BackOff {
  private static final long FIRST = 10_000;
  private static final long LONGEST = 300_000;

  private BackOff() {}

  /**
   * The wait in milliseconds: none at first, then doubled each time.
   *
   * @param strikes number of restarts since it last ran for long
   */
  public static long after(int strikes) {
    return strikes == 0 ? 0 : Math.min(LONGEST, FIRST << Math.min(strikes - 1, 10));
  }
}
