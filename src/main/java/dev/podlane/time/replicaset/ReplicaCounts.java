package dev.podlane.time.replicaset;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Counts of a ReplicaSet's status (calculateStatus in
 * pkg/controller/replicaset/replica_set_utils.go).
 *
 * @param replicas active pods
 * @param ready those that are Ready
 * @param available those Ready for minReadySeconds
 * @param terminating pods being deleted that have not finished (rule 165; terminatingReplicas since
 *     1.35)
 * @param nextAvailable the earliest moment at which a further pod becomes available if nothing else
 *     happens; the controller wakes itself then (rule 166)
 */
public record ReplicaCounts(
    int replicas, int ready, int available, int terminating, Optional<Duration> nextAvailable) {
  /** Counts pods. */
  public static ReplicaCounts of(List<ReplicaPod> owned, int minReadySeconds, Duration now) {
    List<ReplicaPod> active = owned.stream().filter(ReplicaPod::active).toList();
    List<ReplicaPod> ready = active.stream().filter(ReplicaPod::ready).toList();
    Optional<Duration> next =
        ready.stream()
            .filter(each -> !each.available(minReadySeconds, now))
            .flatMap(each -> Optional.ofNullable(each.readySince()).stream())
            .map(since -> since.plusSeconds(minReadySeconds))
            .min(Duration::compareTo);
    return new ReplicaCounts(
        active.size(),
        ready.size(),
        (int) ready.stream().filter(each -> each.available(minReadySeconds, now)).count(),
        (int) owned.stream().filter(each -> each.terminating() && !finished(each)).count(),
        next);
  }

  private static boolean finished(ReplicaPod pod) {
    return switch (pod.phase()) {
      case SUCCEEDED, FAILED -> true;
      default -> false;
    };
  }
}
