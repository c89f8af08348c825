package dev.podlane.workspace.pairs;

import java.lang.management.ManagementFactory;

/**
 * An end of work of one thread: after an amount of its processor time, so that what else runs on
 * the machine changes no answer, but at the latest after three times as long.
 */
public final class TimeLimit {
  private static final int LONGEST = 3;

  private final long start = System.nanoTime();
  private final long startOfThread = processorTime();
  private final long nanos;

  /**
   * A limit from now on.
   *
   * @param nanos processor time of this thread
   */
  public TimeLimit(long nanos) {
    this.nanos = nanos;
  }

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Returns true if the time is over; to be asked by the thread that made it. */
  public boolean isOver() {
    return processorTime() - startOfThread >= nanos || System.nanoTime() - start >= LONGEST * nanos;
  }
}
