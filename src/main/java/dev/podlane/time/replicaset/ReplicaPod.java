package dev.podlane.time.replicaset;

import dev.podlane.cluster.object.Pod.Phase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A pod as the ReplicaSet controller sees it. Moments are durations since a start that all share.
 *
 * @param name its name
 * @param uid its UID
 * @param node its node; null before it is scheduled
 * @param phase its phase
 * @param terminating true if it has a deletionTimestamp
 * @param ready true if its Ready condition is True
 * @param readySince last transition of that condition; null if it has none
 * @param created creationTimestamp; null if unknown
 * @param restarts most restarts of one of its containers
 * @param sidecarRestarts most restarts of one of its sidecars
 * @param deletionCost annotation controller.kubernetes.io/pod-deletion-cost, 0 by default
 */
public record ReplicaPod(
    String name,
    String uid,
    @Nullable String node,
    Phase phase,
    boolean terminating,
    boolean ready,
    @Nullable Duration readySince,
    @Nullable Duration created,
    int restarts,
    int sidecarRestarts,
    int deletionCost) {
  /**
   * Returns true if the pod counts: not Succeeded, not Failed, not being deleted (rule 187;
   * IsPodActive).
   */
  public boolean active() {
    return phase != Phase.SUCCEEDED && phase != Phase.FAILED && !terminating;
  }

  /**
   * Returns true if the pod has been Ready for that time without interruption (rule 166;
   * IsPodAvailable). Its last moment counts: older releases asked for a moment more.
   */
  public boolean available(int minReadySeconds, Duration now) {
    return ready
        && (minReadySeconds == 0
            || (readySince != null && readySince.plusSeconds(minReadySeconds).compareTo(now) <= 0));
  }

  /**
   * Reads the annotation of the deletion cost (GetDeletionCostFromPodAnnotations): a 32-bit number
   * without leading zeros or plus sign; 0 for anything else.
   */
  public static int deletionCost(@Nullable String annotation) {
    if (annotation == null || !annotation.matches("0|[1-9][0-9]{0,9}|-[0-9]{1,10}")) {
      return 0;
    }
    long cost = Long.parseLong(annotation);
    return cost == (int) cost ? (int) cost : 0;
  }
}
