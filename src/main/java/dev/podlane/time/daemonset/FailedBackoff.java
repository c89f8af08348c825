package dev.podlane.time.daemonset;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The delay between deletions of failed pods on one node (rule 208; failedPodsBackoff in
 * pkg/controller/daemon/daemon_controller.go: 1 s, doubled, at most 15 min, and forgotten after
 * twice that).
 *
 * @param delay the delay after the last deletion
 * @param last moment of the last deletion
 */
public record FailedBackoff(Duration delay, Duration last) {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofMinutes(15);

  /** The state after deleting a failed pod; {@code before} is null if there was none. */
  public static FailedBackoff after(@Nullable FailedBackoff before, Duration now) {
    if (before == null || before.isForgotten(now)) {
      return new FailedBackoff(FIRST, now);
    }
    Duration twice = before.delay.multipliedBy(2);
    return new FailedBackoff(twice.compareTo(MOST) < 0 ? twice : MOST, now);
  }

  /** Returns true if a failed pod must stay for now. */
  public boolean holds(Duration now) {
    return !isForgotten(now) && now.minus(last).compareTo(delay) < 0;
  }

  private boolean isForgotten(Duration now) {
    return now.minus(last).compareTo(MOST.multipliedBy(2)) > 0;
  }
}
