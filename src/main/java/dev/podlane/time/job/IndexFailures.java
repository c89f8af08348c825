package dev.podlane.time.job;

import dev.podlane.time.job.JobAction.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Failures by completion index, where {@code backoffLimitPerIndex} limits them (KEP-3850;
 * pkg/controller/job/indexed_job_utils.go).
 *
 * @param counts failed pods by index, those whose objects are gone too
 * @param failed indexes that are not tried again
 */
record IndexFailures(Map<Integer, Integer> counts, Set<Integer> failed) {
  /** Counts the failures of a Job's pods; none if it has no such limit. */
  static IndexFailures of(JobView job, List<JobPod> pods, JobPast past) {
    Map<Integer, Integer> counts = new HashMap<>();
    Set<Integer> failed = new HashSet<>();
    JobView.PerIndex limit = job.perIndex();
    if (limit != null) {
      past.failed().forEach(index -> counts.merge(index, 1, Integer::sum));
      pods.stream()
          .filter(each -> each.failed(job))
          .forEach(each -> counts.merge(each.index(), 1, Integer::sum));
      counts.forEach(
          (index, count) -> {
            if (job.isValid(index) && count > limit.backoffLimit()) {
              failed.add(index);
            }
          });
    }
    return new IndexFailures(counts, failed);
  }

  /**
   * The end of a Job whose indexes have failed: too many of them, or all that did not succeed.
   *
   * @param succeeded number of indexes that succeeded
   */
  Optional<End> end(JobView job, int succeeded) {
    Integer most = job.perIndex() == null ? null : job.perIndex().maxFailed();
    if (most != null && failed.size() > most) {
      return Optional.of(End.MAX_FAILED_INDEXES_EXCEEDED);
    }
    Integer completions = job.completions();
    boolean allTried = completions != null && failed.size() + succeeded >= completions;
    return !failed.isEmpty() && allTried ? Optional.of(End.FAILED_INDEXES) : Optional.empty();
  }

  /**
   * Those of some indexes whose pods may be made now, as each index waits for itself.
   *
   * @return the indexes, and the shortest time that another has to wait; null if none has
   */
  Ready ready(JobView job, List<JobPod> pods, List<Integer> indexes, Duration now) {
    Map<Integer, List<JobPod>> byIndex =
        pods.stream().collect(Collectors.groupingBy(JobPod::index));
    List<Integer> ready = new ArrayList<>();
    Duration next = null;
    for (Integer index : indexes) {
      List<JobPod> own = byIndex.getOrDefault(index, List.of());
      Duration last = JobBackoff.of(job, own).last();
      int count = counts.getOrDefault(index, 0);
      Duration wait = new JobBackoff(count, last).remaining(now);
      if (wait.isZero()) {
        ready.add(index);
      } else if (next == null || wait.compareTo(next) < 0) {
        next = wait;
      }
    }
    return new Ready(ready, next);
  }

  /**
   * Indexes whose pods may be made.
   *
   * @param later time until another may be; null if none waits
   */
  record Ready(List<Integer> indexes, @Nullable Duration later) {}
}
