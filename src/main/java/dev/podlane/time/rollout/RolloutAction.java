package dev.podlane.time.rollout;

import java.util.List;

/** One change that the Deployment controller makes, in the order of its list. */
public sealed interface RolloutAction {
  /** The reason for scaling a ReplicaSet. */
  enum Reason {
    /** The new ReplicaSet takes up what surge and total leave (rule 159). */
    ROLL_UP,
    /** The new ReplicaSet is larger than the Deployment (rule 160). */
    CUT,
    /** Old pods that are not available go first (rule 162). */
    UNHEALTHY,
    /** Old pods make room for available new ones (rule 163). */
    ROLL_DOWN,
    /** Recreate ends all old pods (rule 184). */
    RECREATE_DOWN,
    /** Recreate starts the new pods (rule 184). */
    RECREATE_UP,
    /** The Deployment's replicas changed, and one ReplicaSet follows (rule 174). */
    RESIZE,
    /** The Deployment's replicas changed during a rollout (rule 174). */
    PROPORTION,
    /** The new ReplicaSet has all replicas (rule 175). */
    SATURATED
  }

  /**
   * Creates the ReplicaSet of the Deployment's template (rule 157).
   *
   * @param replicas its {@code spec.replicas}
   * @param desired annotation desired-replicas
   * @param max annotation max-replicas
   * @param revision annotation revision, also the Deployment's
   */
  record CreateReplicaSet(int replicas, int desired, int max, long revision)
      implements RolloutAction {}

  /**
   * Changes a ReplicaSet's {@code spec.replicas} and its two annotations.
   *
   * @param name the ReplicaSet
   * @param from replicas before
   * @param to replicas from now on, other than {@code from}
   * @param desired annotation desired-replicas
   * @param max annotation max-replicas
   * @param reason the rule that asked for it
   */
  record Scale(String name, int from, int to, int desired, int max, Reason reason)
      implements RolloutAction {}

  /**
   * Writes a ReplicaSet's annotations although its size stays (rule 173).
   *
   * @param name the ReplicaSet
   * @param desired annotation desired-replicas
   * @param max annotation max-replicas
   */
  record Annotate(String name, int desired, int max) implements RolloutAction {}

  /**
   * Gives an existing ReplicaSet a new revision, as after a rollback (rule 177).
   *
   * @param name the ReplicaSet
   * @param revision annotation revision, also the Deployment's
   * @param history annotation revision-history, oldest first
   */
  record SetRevision(String name, long revision, List<Long> history) implements RolloutAction {
    public SetRevision {
      history = List.copyOf(history);
    }
  }

  /**
   * Deletes a ReplicaSet of the history (rule 179).
   *
   * @param name the ReplicaSet
   */
  record DeleteReplicaSet(String name) implements RolloutAction {}
}
