package dev.podlane.time.rollout;

import org.jspecify.annotations.Nullable;

/**
 * A Deployment as its controller sees it.
 *
 * @param replicas {@code spec.replicas}; absent is 1 (rule 151)
 * @param strategy {@code spec.strategy}
 * @param paused {@code spec.paused}
 * @param progressDeadlineSeconds {@code spec.progressDeadlineSeconds}, 600 by default; null or
 *     2147483647 for none (rule 169)
 * @param revisionHistoryLimit {@code spec.revisionHistoryLimit}, 10 by default; null or 2147483647
 *     for no limit
 * @param oldPodsExist true if there is a pod of another ReplicaSet than the new one that is neither
 *     Succeeded nor Failed; one that is terminating counts (rule 184). Only Recreate asks
 * @param status the status as it is recorded
 */
public record DeploymentView(
    int replicas,
    RolloutStrategy strategy,
    boolean paused,
    @Nullable Integer progressDeadlineSeconds,
    @Nullable Integer revisionHistoryLimit,
    boolean oldPodsExist,
    DeploymentStatus status) {
  /** Pods that may exist by the specs of the ReplicaSets (rule 154). */
  public int most() {
    return replicas + strategy.surge(replicas);
  }

  /** Pods that must stay available; 0 for Recreate (MinAvailable in deployment_util.go). */
  public int least() {
    return strategy instanceof RolloutStrategy.RollingUpdate
        ? replicas - strategy.unavailable(replicas)
        : 0;
  }

  /** Returns true if a deadline for progress runs at all. */
  public boolean hasDeadline() {
    return progressDeadlineSeconds != null && progressDeadlineSeconds != Integer.MAX_VALUE;
  }
}
