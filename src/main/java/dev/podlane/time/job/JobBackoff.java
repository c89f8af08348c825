package dev.podlane.time.job;

import dev.podlane.cluster.object.Pod.Phase;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The delay before a failed pod is replaced (rule 211; pkg/controller/job/backoff_utils.go): 10 s,
 * doubled with each failure since the last success, at most 10 min. The documentation says 6 min.
 *
 * @param failures failures after the last success
 * @param last moment of the last failure; null if there is none
 */
public record JobBackoff(int failures, @Nullable Duration last) {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration MOST = Duration.ofMinutes(10);

  /** Counts the failures of a Job's pods that were not followed by a success. */
  static JobBackoff of(JobView job, List<JobPod> pods) {
    Duration success =
        pods.stream()
            .filter(each -> each.phase() == Phase.SUCCEEDED)
            .map(JobBackoff::ended)
            .max(Duration::compareTo)
            .orElse(null);
    List<Duration> failures =
        pods.stream()
            .filter(each -> each.failed(job))
            .map(JobBackoff::ended)
            .filter(each -> success == null || each.compareTo(success) > 0)
            .sorted()
            .toList();
    return new JobBackoff(
        failures.size(), failures.isEmpty() ? null : failures.get(failures.size() - 1));
  }

  private static Duration ended(JobPod pod) {
    return pod.finished() == null ? pod.created() : pod.finished();
  }

  /** The time left until a pod may be made; zero if it may be made now. */
  Duration remaining(Duration now) {
    return remaining(FIRST, MOST, now);
  }

  Duration remaining(Duration first, Duration most, Duration now) {
    if (failures == 0 || last == null) {
      return Duration.ZERO;
    }
    Duration delay = first;
    for (int i = 1; i < failures && delay.compareTo(most) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    Duration left = (delay.compareTo(most) < 0 ? delay : most).minus(now.minus(last));
    return left.isNegative() ? Duration.ZERO : left;
  }
}
