package dev.podlane.time.replicaset;

import dev.podlane.time.replicaset.ReplicaSetAction.CreatePods;
import dev.podlane.time.replicaset.ReplicaSetAction.DeletePods;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The ReplicaSet controller (manageReplicas in pkg/controller/replicaset/replica_set.go): decides
 * the pods to create or delete. A pod that is not Ready is never replaced (rule 187), one that is
 * being deleted is at once (rule 192), and a failed one is (rule 193).
 */
public final class ReplicaSetDecision {
  /** Pods created or deleted in one sync at most (BurstReplicas; rule 188). */
  public static final int BURST = 500;

  private ReplicaSetDecision() {}

  /**
   * Decides one sync.
   *
   * @param replicas {@code spec.replicas}
   * @param owned pods that the ReplicaSet controls, finished and terminating ones too
   * @param related pods of all ReplicaSets of the same owner, these included (rule 190)
   * @param now the moment
   * @return at most one change
   */
  public static List<ReplicaSetAction> sync(
      int replicas, List<ReplicaPod> owned, List<ReplicaPod> related, Duration now) {
    List<ReplicaPod> active = owned.stream().filter(ReplicaPod::active).toList();
    int missing = replicas - active.size();
    if (missing > 0) {
      return List.of(new CreatePods(batches(Math.min(missing, BURST))));
    }
    if (missing == 0) {
      return List.of();
    }
    int surplus = Math.min(-missing, BURST);
    List<ReplicaPod> order = surplus < active.size() ? Ranking.sort(active, related, now) : active;
    return List.of(new DeletePods(order.stream().limit(surplus).map(ReplicaPod::name).toList()));
  }

  /** Sizes of slow-start batches: each twice the one before, as far as there are pods left. */
  public static List<Integer> batches(int count) {
    List<Integer> batches = new ArrayList<>();
    int left = count;
    for (int size = 1; left > 0; size *= 2) {
      int batch = Math.min(size, left);
      batches.add(batch);
      left -= batch;
    }
    return batches;
  }
}
