package dev.podlane.time.rollout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ReplicaSet that a Deployment owns, as the Deployment controller sees it.
 *
 * @param name its name
 * @param createdOrder its place in the order of creation, unique among the Deployment's
 * @param matchesTemplate true if its template equals the Deployment's, apart from the label
 *     pod-template-hash (rule 156)
 * @param replicas {@code spec.replicas}
 * @param status counts of its status
 * @param annotations notes of the Deployment controller on it
 * @param synced true if its controller has seen its last spec ({@code observedGeneration})
 * @param deleting true if it has a deletionTimestamp
 */
public record ReplicaSetView(
    String name,
    long createdOrder,
    boolean matchesTemplate,
    int replicas,
    Counts status,
    Annotations annotations,
    boolean synced,
    boolean deleting) {
  /**
   * Counts of a ReplicaSet's status. Pods that are terminating count nowhere (rule 164).
   *
   * @param replicas pods that are neither finished nor terminating
   * @param ready those that are Ready
   * @param available those that have been Ready for minReadySeconds (rule 166)
   */
  public record Counts(int replicas, int ready, int available) {
    /** The status of a ReplicaSet that was just created. */
    public static final Counts NONE = new Counts(0, 0, 0);
  }

  /**
   * The annotations {@code deployment.kubernetes.io/…} of a ReplicaSet.
   *
   * @param desired {@code desired-replicas}: the Deployment's replicas when it was last scaled;
   *     null if absent or no number
   * @param max {@code max-replicas}: the same with the surge; null if absent or no number
   * @param revision {@code revision}; 0 if absent or no number
   * @param history {@code revision-history}: revisions it had before, oldest first
   */
  public record Annotations(
      @Nullable Integer desired, @Nullable Integer max, long revision, List<Long> history) {
    /** A ReplicaSet without annotations. */
    public static final Annotations NONE = new Annotations(null, null, 0, List.of());

    public Annotations {
      history = List.copyOf(history);
    }
  }

  /** The same with other {@code spec.replicas}, which its controller has not yet seen. */
  ReplicaSetView scaled(int newReplicas) {
    return new ReplicaSetView(
        name, createdOrder, matchesTemplate, newReplicas, status, annotations, false, deleting);
  }
}
