package dev.podlane.time.daemonset;

import dev.podlane.cluster.object.Pod.Phase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A pod of a DaemonSet. Moments are durations since a start that all share.
 *
 * @param name its name
 * @param node the node it is for; it need not be bound yet (rule 208)
 * @param bound true if it has a nodeName
 * @param updated true if it has the revision of the template
 * @param phase its phase
 * @param terminating true if it has a deletionTimestamp
 * @param ready true if its Ready condition is True
 * @param readySince last transition of that condition; null if it has none
 * @param created creationTimestamp
 */
public record DaemonPod(
    String name,
    String node,
    boolean bound,
    boolean updated,
    Phase phase,
    boolean terminating,
    boolean ready,
    @Nullable Duration readySince,
    Duration created) {
  /** Returns true if it has ended and is being deleted: then it counts no more. */
  boolean gone() {
    return terminating && (phase == Phase.SUCCEEDED || phase == Phase.FAILED);
  }

  /** Returns true if it has been Ready for that time. */
  boolean available(int minReadySeconds, Duration now) {
    return ready
        && (minReadySeconds == 0
            || (readySince != null && readySince.plusSeconds(minReadySeconds).compareTo(now) <= 0));
  }
}
