package dev.podlane.web.transfer;

import java.time.Duration;

/**
 * The time that a client has for a transfer: a fixed time to begin with, and more in proportion to
 * the bytes transferred. A byte now and then buys nothing.
 *
 * @param patience the fixed time, and the longest pause
 * @param slowest bytes per second that keep a transfer alive beyond that
 */
record Pace(Duration patience, long slowest) {
  Pace {
    if (patience.isNegative() || patience.isZero() || slowest < 1) {
      throw new IllegalArgumentException("a pace is more than nothing");
    }
  }

  /**
   * Returns true if a transfer has taken too long.
   *
   * @param nanos since it began
   * @param pause since the last byte, nanoseconds
   * @param bytes transferred so far
   */
  boolean tooSlow(long nanos, long pause, long bytes) {
    long allowed = patience.toNanos() + bytes * 1_000_000_000L / slowest;
    return pause > patience.toNanos() || nanos > allowed;
  }
}
