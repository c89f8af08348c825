package dev.podlane.time.placement;

import java.time.Duration;

/**
 * Waiting times of a pod that found no node (rule 314; pkg/scheduler/backend/queue). It is tried
 * again when something happens that may help, after the back-off; at the latest after five minutes.
 */
public final class SchedulingBackoff {
  /** The time after which a pod is tried again whatever happened. */
  public static final Duration FLUSH = Duration.ofMinutes(5);

  private static final int MOST_SECONDS = 10;

  private SchedulingBackoff() {}

  /** The back-off after a number of attempts, at least 1: 1 s, 2 s, 4 s, 8 s, then 10 s. */
  public static Duration after(int attempts) {
    int doublings = Math.min(4, Math.max(0, attempts - 1));
    return Duration.ofSeconds(Math.min(MOST_SECONDS, 1L << doublings));
  }
}
