package dev.podlane.time.rollout;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A Deployment's status.
 *
 * @param replicas pods of all its ReplicaSets
 * @param updated pods of the new one
 * @param ready those that are Ready
 * @param available those that are available (rule 166)
 * @param unavailable wanted pods of all its ReplicaSets that are not available, at least 0
 * @param observed true if the controller has seen the last spec ({@code observedGeneration})
 * @param progressing condition Progressing; null if there is none
 * @param availability condition Available; null before the first sync
 */
public record DeploymentStatus(
    int replicas,
    int updated,
    int ready,
    int available,
    int unavailable,
    boolean observed,
    @Nullable Condition progressing,
    @Nullable Condition availability) {
  /** A Deployment that no controller has seen. */
  public static final DeploymentStatus NEW = new DeploymentStatus(0, 0, 0, 0, 0, false, null, null);

  /** A condition's status. */
  public enum Truth {
    TRUE,
    FALSE,
    UNKNOWN
  }

  /** The reasons of both conditions, with the names of the API (rule 170). */
  public enum Reason {
    REPLICA_SET_UPDATED("ReplicaSetUpdated"),
    NEW_REPLICA_SET_CREATED("NewReplicaSetCreated"),
    FOUND_NEW_REPLICA_SET("FoundNewReplicaSet"),
    NEW_REPLICA_SET_AVAILABLE("NewReplicaSetAvailable"),
    PROGRESS_DEADLINE_EXCEEDED("ProgressDeadlineExceeded"),
    DEPLOYMENT_PAUSED("DeploymentPaused"),
    DEPLOYMENT_RESUMED("DeploymentResumed"),
    MINIMUM_REPLICAS_AVAILABLE("MinimumReplicasAvailable"),
    MINIMUM_REPLICAS_UNAVAILABLE("MinimumReplicasUnavailable"),
    OTHER("");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** The reason as the API writes it; empty for one from elsewhere. */
    public String text() {
      return text;
    }
  }

  /**
   * A condition.
   *
   * @param status its status
   * @param reason its reason
   * @param lastUpdate moment of its last update; the progress deadline runs from it
   * @param lastTransition moment of the last change of its status
   */
  public record Condition(
      Truth status, Reason reason, Duration lastUpdate, Duration lastTransition) {
    /**
     * This condition in place of a former one, as SetDeploymentCondition does: with the same status
     * and reason the former stays, and with the same status its last transition does.
     */
    Condition replacing(@Nullable Condition former) {
      if (former == null || former.status != status) {
        return this;
      }
      return former.reason == reason
          ? former
          : new Condition(status, reason, lastUpdate, former.lastTransition);
    }
  }

  /** The same with another condition Progressing. */
  DeploymentStatus withProgressing(@Nullable Condition condition) {
    return new DeploymentStatus(
        replicas, updated, ready, available, unavailable, observed, condition, availability);
  }

  /**
   * Returns true if the rollout is complete: all wanted pods are updated and available, and there
   * are no others (rule 171; DeploymentComplete). Terminating pods are not counted.
   */
  public boolean complete(int wanted) {
    return updated == wanted && replicas == wanted && available == wanted && observed;
  }

  /**
   * Returns true if this status is progress beyond a former one: more updated pods, fewer old ones,
   * more ready or more available ones (rule 169; DeploymentProgressing).
   */
  public boolean progressedSince(DeploymentStatus former) {
    return updated > former.updated
        || replicas - updated < former.replicas - former.updated
        || ready > former.ready
        || available > former.available;
  }

  /** Returns true if the last rollout is complete and nothing has been rolled out since. */
  boolean restsComplete() {
    return replicas == updated
        && progressing != null
        && progressing.reason == Reason.NEW_REPLICA_SET_AVAILABLE;
  }
}
