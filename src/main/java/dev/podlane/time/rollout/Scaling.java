package dev.podlane.time.rollout;

import dev.podlane.time.rollout.RolloutAction.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Follows a change of a Deployment's replicas (rules 172 to 175; scale in
 * pkg/controller/deployment/sync.go).
 */
final class Scaling {
  private static final Comparator<ReplicaSetView> LARGEST_FIRST =
      Comparator.comparingInt(ReplicaSetView::replicas).reversed();
  private static final Comparator<ReplicaSetView> OLDER_FIRST =
      Comparator.comparingLong(ReplicaSetView::createdOrder);

  private Scaling() {}

  /** Returns true if the replicas changed since an active ReplicaSet was scaled (rule 173). */
  static boolean isWanted(Draft draft) {
    return draft.active().stream()
        .map(each -> each.annotations().desired())
        .anyMatch(desired -> desired != null && desired != draft.deployment().replicas());
  }

  /** Scales all ReplicaSets to the Deployment's replicas. */
  static void scale(Draft draft) {
    int replicas = draft.deployment().replicas();
    Optional<ReplicaSetView> only = onlyActiveOrLatest(draft);
    if (only.isPresent()) {
      draft.scale(only.get(), replicas, Reason.RESIZE);
    } else if (draft.newest().filter(each -> isSaturated(draft.deployment(), each)).isPresent()) {
      draft.old().forEach(each -> draft.scale(each, 0, Reason.SATURATED));
    } else if (draft.deployment().strategy() instanceof RolloutStrategy.RollingUpdate) {
      proportionally(draft);
    }
  }

  /** The only ReplicaSet with replicas; without one the newest; empty if several are active. */
  private static Optional<ReplicaSetView> onlyActiveOrLatest(Draft draft) {
    List<ReplicaSetView> active = draft.active();
    if (active.size() > 1) {
      return Optional.empty();
    }
    return active.stream()
        .findFirst()
        .or(draft::newest)
        .or(() -> draft.old().stream().max(OLDER_FIRST));
  }

  private static boolean isSaturated(DeploymentView deployment, ReplicaSetView set) {
    Integer desired = set.annotations().desired();
    return desired != null
        && desired == deployment.replicas()
        && set.replicas() == deployment.replicas()
        && set.status().available() == deployment.replicas();
  }

  private static void proportionally(Draft draft) {
    DeploymentView deployment = draft.deployment();
    int allowed = deployment.replicas() > 0 ? deployment.most() : 0;
    int toAdd = allowed - draft.total();
    List<ReplicaSetView> sets = new ArrayList<>(draft.active());
    sets.sort(LARGEST_FIRST.thenComparing(toAdd > 0 ? OLDER_FIRST.reversed() : OLDER_FIRST));
    int added = 0;
    List<Integer> sizes = new ArrayList<>();
    for (ReplicaSetView set : sets) {
      int share = share(deployment, set, toAdd, toAdd - added);
      added += share;
      sizes.add(set.replicas() + share);
    }
    // Rounding leaves a rest, and the largest takes it.
    sizes.set(0, Math.max(0, sizes.get(0) + toAdd - added));
    for (int i = 0; i < sets.size(); i++) {
      draft.scaleOrAnnotate(sets.get(i), sizes.get(i));
    }
  }

  /** One ReplicaSet's part of what is to be added, or removed if negative (GetProportion). */
  private static int share(DeploymentView deployment, ReplicaSetView set, int toAdd, int left) {
    if (set.replicas() == 0 || toAdd == 0 || left == 0) {
      return 0;
    }
    int fraction = fraction(deployment, set);
    return toAdd > 0 ? Math.min(fraction, left) : Math.max(fraction, left);
  }

  /**
   * The change that keeps a ReplicaSet's share of the Deployment (getReplicaSetFraction). Without
   * the annotation max-replicas, or with 0, the recorded number of pods stands for it; if that is 0
   * as well, nothing changes.
   */
  static int fraction(DeploymentView deployment, ReplicaSetView set) {
    if (deployment.replicas() == 0) {
      return -set.replicas();
    }
    Integer max = set.annotations().max();
    int before = max == null || max <= 0 ? deployment.status().replicas() : max;
    if (before <= 0) {
      return 0;
    }
    double size = (double) ((long) set.replicas() * deployment.most()) / before;
    return (int) Math.floor(size + 0.5) - set.replicas();
  }
}
