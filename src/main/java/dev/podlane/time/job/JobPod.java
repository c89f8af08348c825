package dev.podlane.time.job;

import dev.podlane.cluster.object.Pod.Phase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A pod of a Job. Moments are durations since a start that all share.
 *
 * @param name its name
 * @param index its completion index; -1 if the Job is not Indexed
 * @param node its node; null before it is scheduled
 * @param phase its phase
 * @param terminating true if it has a deletionTimestamp
 * @param ready true if its Ready condition is True
 * @param readySince last transition of that condition; null if it has none
 * @param created creationTimestamp
 * @param finished moment its last container ended; null while it runs
 * @param restarts restarts of all its containers together
 */
public record JobPod(
    String name,
    int index,
    @Nullable String node,
    Phase phase,
    boolean terminating,
    boolean ready,
    @Nullable Duration readySince,
    Duration created,
    @Nullable Duration finished,
    int restarts) {
  /** Returns true if it counts as active: not finished and not being deleted. */
  boolean active() {
    return !ended() && !terminating;
  }

  /** Returns true if it has ended, well or not. */
  boolean ended() {
    return phase == Phase.SUCCEEDED || phase == Phase.FAILED;
  }

  /**
   * Returns true if it counts as failed. A pod that is being deleted counts at once unless the Job
   * waits until it has ended (isPodFailed).
   */
  boolean failed(JobView job) {
    return phase == Phase.FAILED
        || (!job.waitsForTerminating() && terminating && phase != Phase.SUCCEEDED);
  }
}
