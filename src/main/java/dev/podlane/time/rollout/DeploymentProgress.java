package dev.podlane.time.rollout;

import dev.podlane.time.rollout.DeploymentStatus.Condition;
import dev.podlane.time.rollout.DeploymentStatus.Reason;
import dev.podlane.time.rollout.DeploymentStatus.Truth;
import dev.podlane.time.rollout.RolloutAction.CreateReplicaSet;
import dev.podlane.time.rollout.RolloutAction.Scale;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges a Deployment's progress (rules 168 to 171; pkg/controller/deployment/progress.go and
 * calculateStatus in sync.go). Moments are durations since a start that all share.
 */
public final class DeploymentProgress {
  private DeploymentProgress() {}

  /**
   * The status that a sync writes.
   *
   * @param deployment the Deployment with its recorded status
   * @param owned its ReplicaSets before the sync
   * @param actions the sync's changes
   * @param now the moment of the sync
   */
  public static DeploymentStatus after(
      DeploymentView deployment,
      List<ReplicaSetView> owned,
      List<RolloutAction> actions,
      Duration now) {
    Condition current = noticed(deployment, owned, actions, now);
    DeploymentStatus next = counted(deployment, owned, actions, now).withProgressing(current);
    if (Rollout.onlyScales(deployment, owned)) {
      return next;
    }
    return next.withProgressing(judged(deployment, next, now));
  }

  /**
   * The time until a stuck rollout fails (requeueStuckDeployment): the controller looks again after
   * that time and one second more; at once if it is zero, which it is below one second.
   *
   * @param deployment the Deployment with its recorded status
   * @param now the moment
   * @return empty if nothing is to be waited for
   */
  public static Optional<Duration> remaining(DeploymentView deployment, Duration now) {
    Integer deadline = deployment.progressDeadlineSeconds();
    Condition condition = deployment.status().progressing();
    if (deadline == null
        || !deployment.hasDeadline()
        || condition == null
        || condition.reason() == Reason.PROGRESS_DEADLINE_EXCEEDED
        || deployment.status().complete(deployment.replicas())) {
      return Optional.empty();
    }
    Duration after = condition.lastUpdate().plusSeconds(deadline).minus(now);
    return Optional.of(after.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ZERO : after);
  }

  /** The condition Progressing after pausing, resuming, finding or creating (rule 170). */
  private static @Nullable Condition noticed(
      DeploymentView deployment,
      List<ReplicaSetView> owned,
      List<RolloutAction> actions,
      Duration now) {
    Condition current = deployment.status().progressing();
    if (!deployment.hasDeadline()) {
      return current;
    }
    boolean paused = current != null && current.reason() == Reason.DEPLOYMENT_PAUSED;
    boolean failed = current != null && current.reason() == Reason.PROGRESS_DEADLINE_EXCEEDED;
    if (!failed && deployment.paused() && !paused) {
      current = at(now, Truth.UNKNOWN, Reason.DEPLOYMENT_PAUSED).replacing(current);
    } else if (!failed && !deployment.paused() && paused) {
      current = at(now, Truth.UNKNOWN, Reason.DEPLOYMENT_RESUMED).replacing(current);
    }
    if (actions.stream().anyMatch(CreateReplicaSet.class::isInstance)) {
      return at(now, Truth.TRUE, Reason.NEW_REPLICA_SET_CREATED).replacing(current);
    }
    if (current == null && Rollout.newest(owned).isPresent()) {
      return at(now, Truth.TRUE, Reason.FOUND_NEW_REPLICA_SET);
    }
    return current;
  }

  /** Counts of the ReplicaSets' statuses, and the condition Available. */
  private static DeploymentStatus counted(
      DeploymentView deployment,
      List<ReplicaSetView> owned,
      List<RolloutAction> actions,
      Duration now) {
    int available = owned.stream().mapToInt(each -> each.status().available()).sum();
    int wanted = owned.stream().mapToInt(ReplicaSetView::replicas).sum() + added(actions);
    boolean enough =
        available
            >= deployment.replicas() - deployment.strategy().unavailable(deployment.replicas());
    Condition availability =
        enough
            ? at(now, Truth.TRUE, Reason.MINIMUM_REPLICAS_AVAILABLE)
            : at(now, Truth.FALSE, Reason.MINIMUM_REPLICAS_UNAVAILABLE);
    return new DeploymentStatus(
        owned.stream().mapToInt(each -> each.status().replicas()).sum(),
        Rollout.newest(owned).map(each -> each.status().replicas()).orElse(0),
        owned.stream().mapToInt(each -> each.status().ready()).sum(),
        available,
        Math.max(0, wanted - available),
        true,
        null,
        availability.replacing(deployment.status().availability()));
  }

  private static int added(List<RolloutAction> actions) {
    int added = 0;
    for (RolloutAction action : actions) {
      if (action instanceof Scale scale) {
        added += scale.to() - scale.from();
      } else if (action instanceof CreateReplicaSet created) {
        added += created.replicas();
      }
    }
    return added;
  }

  /** The condition Progressing that syncRolloutStatus leaves. */
  static @Nullable Condition judged(
      DeploymentView deployment, DeploymentStatus next, Duration now) {
    Condition current = next.progressing();
    if (!deployment.hasDeadline()) {
      return null;
    }
    if (next.restsComplete()) {
      return current;
    }
    if (next.complete(deployment.replicas())) {
      return at(now, Truth.TRUE, Reason.NEW_REPLICA_SET_AVAILABLE).replacing(current);
    }
    if (next.progressedSince(deployment.status())) {
      // With the same reason the update time still moves: the deadline starts anew (rule 169).
      Duration transition =
          current != null && current.status() == Truth.TRUE ? current.lastTransition() : now;
      return new Condition(Truth.TRUE, Reason.REPLICA_SET_UPDATED, now, transition);
    }
    if (current != null && timedOut(deployment, current, now)) {
      return at(now, Truth.FALSE, Reason.PROGRESS_DEADLINE_EXCEEDED).replacing(current);
    }
    return current;
  }

  /** Returns true if a rollout has shown no progress for its deadline (DeploymentTimedOut). */
  static boolean timedOut(DeploymentView deployment, Condition condition, Duration now) {
    Integer deadline = deployment.progressDeadlineSeconds();
    if (deadline == null || !deployment.hasDeadline()) {
      return false;
    }
    return switch (condition.reason()) {
      case NEW_REPLICA_SET_AVAILABLE -> false;
      case PROGRESS_DEADLINE_EXCEEDED -> true;
      default -> condition.lastUpdate().plusSeconds(deadline).compareTo(now) < 0;
    };
  }

  private static Condition at(Duration now, Truth status, Reason reason) {
    return new Condition(status, reason, now, now);
  }
}
