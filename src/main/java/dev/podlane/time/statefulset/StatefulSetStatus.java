package dev.podlane.time.statefulset;

import java.time.Duration;
import java.util.List;

/**
 * Counts of a StatefulSet's status (computeReplicaStatus and completeRollingUpdate in
 * pkg/controller/statefulset).
 *
 * @param replicas pods whose objects exist
 * @param ready those that run and are Ready
 * @param available those Ready for minReadySeconds
 * @param current pods of the current revision, without terminating ones
 * @param updated pods of the update revision, without terminating ones
 * @param currentRevision the current revision from now on: the update revision once all are updated
 *     and ready (rule 202)
 */
public record StatefulSetStatus(
    int replicas, int ready, int available, int current, int updated, String currentRevision) {
  /** Counts the pods of a set. */
  public static StatefulSetStatus of(StatefulSetView set, List<OrdinalPod> pods, Duration now) {
    int ready = (int) pods.stream().filter(OrdinalPod::runsReady).count();
    int updated = count(pods, set.updateRevision());
    boolean complete =
        set.strategy() instanceof StatefulSetView.Strategy.RollingUpdate
            && updated == set.replicas()
            && ready == set.replicas()
            && pods.size() == set.replicas();
    return new StatefulSetStatus(
        pods.size(),
        ready,
        (int) pods.stream().filter(each -> each.runsAvailable(set.minReadySeconds(), now)).count(),
        complete ? updated : count(pods, set.currentRevision()),
        updated,
        complete ? set.updateRevision() : set.currentRevision());
  }

  private static int count(List<OrdinalPod> pods, String revision) {
    return (int)
        pods.stream()
            .filter(each -> !each.terminating() && each.revision().equals(revision))
            .count();
  }
}
