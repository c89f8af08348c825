package dev.podlane.time.rollout;

import dev.podlane.cluster.amount.Amount;
import dev.podlane.time.rollout.ReplicaSetView.Annotations;
import dev.podlane.time.rollout.ReplicaSetView.Counts;
import dev.podlane.time.rollout.RolloutAction.Annotate;
import dev.podlane.time.rollout.RolloutAction.CreateReplicaSet;
import dev.podlane.time.rollout.RolloutAction.DeleteReplicaSet;
import dev.podlane.time.rollout.RolloutAction.Scale;
import dev.podlane.time.rollout.RolloutAction.SetRevision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deployments and ReplicaSets for tests, and actions as short texts. */
final class Sets {
  private Sets() {}

  static Amount amount(String text) {
    return Amount.parse(text).orElseThrow();
  }

  static RolloutStrategy rolling(String surge, String unavailable) {
    return new RolloutStrategy.RollingUpdate(amount(surge), amount(unavailable));
  }

  static RolloutStrategy recreate() {
    return new RolloutStrategy.Recreate();
  }

  static DeploymentView deployment(int replicas, RolloutStrategy strategy) {
    return deployment(replicas, strategy, DeploymentStatus.NEW);
  }

  static DeploymentView deployment(
      int replicas, RolloutStrategy strategy, DeploymentStatus status) {
    return new DeploymentView(replicas, strategy, false, 600, 10, false, status);
  }

  static DeploymentView paused(DeploymentView of) {
    return new DeploymentView(
        of.replicas(),
        of.strategy(),
        true,
        of.progressDeadlineSeconds(),
        of.revisionHistoryLimit(),
        of.oldPodsExist(),
        of.status());
  }

  static DeploymentStatus status(int replicas, int updated, int ready, int available) {
    return new DeploymentStatus(replicas, updated, ready, available, 0, true, null, null);
  }

  /** A ReplicaSet whose pods all exist, that many of them available. */
  static ReplicaSetView set(String name, long order, boolean newest, int replicas, int available) {
    return set(
        name, order, newest, replicas, new Counts(replicas, available, available), null, null);
  }

  static ReplicaSetView set(
      String name,
      long order,
      boolean newest,
      int replicas,
      Counts counts,
      @Nullable Integer desired,
      @Nullable Integer max) {
    return new ReplicaSetView(
        name,
        order,
        newest,
        replicas,
        counts,
        new Annotations(desired, max, order, List.of()),
        true,
        false);
  }

  /** Actions as {@code name 3>2}, {@code +1 r2} and so on, without those that only number. */
  static String text(List<RolloutAction> actions) {
    StringBuilder text = new StringBuilder();
    for (RolloutAction action : actions) {
      String one = one(action);
      text.append(text.isEmpty() || one.isEmpty() ? "" : ", ").append(one);
    }
    return text.toString();
  }

  private static String one(RolloutAction action) {
    if (action instanceof Scale scale) {
      return "%s %d>%d %s".formatted(scale.name(), scale.from(), scale.to(), scale.reason());
    }
    if (action instanceof CreateReplicaSet created) {
      return "+%d r%d".formatted(created.replicas(), created.revision());
    }
    if (action instanceof Annotate noted) {
      return "%s =%d/%d".formatted(noted.name(), noted.desired(), noted.max());
    }
    if (action instanceof DeleteReplicaSet deleted) {
      return "-" + deleted.name();
    }
    return action instanceof SetRevision ? "" : action.toString();
  }

  /**
   * Returns true if the Deployment waits for ever for a scaling that is already done: an active
   * ReplicaSet's annotation desired-replicas is stale, and scale has nothing to change, so the
   * annotation stays. Then no template is rolled out until the replicas change. Upstream does so
   * (kubernetes/kubernetes pull requests 138036 and 138840, open in May 2026), with one active
   * ReplicaSet of the wanted size, and with several under Recreate.
   */
  static boolean waitsForEver(DeploymentView deployment, List<ReplicaSetView> owned) {
    Draft draft = new Draft(deployment, owned);
    if (deployment.paused() || !Scaling.isWanted(draft)) {
      return false;
    }
    Scaling.scale(draft);
    return draft.actions().isEmpty();
  }
}
