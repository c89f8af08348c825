package dev.podlane.time.replicaset;

import java.util.List;

/** One change that the ReplicaSet controller makes. */
public sealed interface ReplicaSetAction {
  /**
   * Creates pods in batches, each batch at once; the first batch with an error ends the sync (rule
   * 188).
   *
   * @param batches sizes, 1, 2, 4 and so on
   */
  record CreatePods(List<Integer> batches) implements ReplicaSetAction {
    public CreatePods {
      batches = List.copyOf(batches);
    }

    /** Pods to create in all. */
    public int count() {
      return batches.stream().mapToInt(Integer::intValue).sum();
    }
  }

  /**
   * Deletes pods, all at once (rule 191).
   *
   * @param names the pods, the first choice first
   */
  record DeletePods(List<String> names) implements ReplicaSetAction {
    public DeletePods {
      names = List.copyOf(names);
    }
  }
}
