package dev.podlane.time.statefulset;

import dev.podlane.cluster.object.Pod.Phase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A pod of a StatefulSet, whose object exists. Moments are durations since a start that all share.
 *
 * @param name its name, the set's with the ordinal
 * @param ordinal its ordinal
 * @param revision label controller-revision-hash
 * @param phase its phase
 * @param terminating true if it has a deletionTimestamp
 * @param ready true if its Ready condition is True
 * @param readySince last transition of that condition; null if it has none
 */
public record OrdinalPod(
    String name,
    int ordinal,
    String revision,
    Phase phase,
    boolean terminating,
    boolean ready,
    @Nullable Duration readySince) {
  /** Returns true if it has ended, well or not. */
  boolean finished() {
    return phase == Phase.SUCCEEDED || phase == Phase.FAILED;
  }

  /** Returns true if it runs and is Ready. */
  boolean runsReady() {
    return phase == Phase.RUNNING && ready;
  }

  /** Returns true if it runs and has been Ready for that time. */
  boolean runsAvailable(int minReadySeconds, Duration now) {
    return runsReady()
        && (minReadySeconds == 0
            || (readySince != null && readySince.plusSeconds(minReadySeconds).compareTo(now) <= 0));
  }

  /** Returns true if it is not available or is being deleted (isUnavailable). */
  boolean unavailable(int minReadySeconds, Duration now) {
    return terminating || !runsAvailable(minReadySeconds, now);
  }
}
