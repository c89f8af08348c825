package dev.podlane.time.rollout;

import dev.podlane.time.rollout.RolloutAction.DeleteReplicaSet;
import dev.podlane.time.rollout.RolloutAction.Reason;
import dev.podlane.time.rollout.RolloutAction.SetRevision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The Deployment controller (pkg/controller/deployment): decides one sync of a Deployment.
 *
 * <p>A sync scales up, or else scales down, or else cleans up (rule 158). Creating the new
 * ReplicaSet is not scaling up: the same sync may go on to scale old ones down, as rolloutRolling
 * does. A sync may name a ReplicaSet twice, first for its unhealthy pods and then for healthy ones;
 * upstream writes it twice as well.
 *
 * <p>The available pods that rule 163 counts are those of the statuses, and nothing looks at a
 * status that is older than its spec: if a ReplicaSet's controller lags behind while new pods
 * become available, more old pods go than maxUnavailable allows. So a simulation that lets it lag
 * shows what a cluster with an overloaded controller manager would.
 */
public final class Rollout {
  /** Characters of the annotation revision-history (maxRevHistoryLengthInChars). */
  private static final int HISTORY_LENGTH = 2000;

  private static final Comparator<ReplicaSetView> BY_REVISION =
      Comparator.comparingLong((ReplicaSetView each) -> each.annotations().revision())
          .thenComparingLong(ReplicaSetView::createdOrder);

  private Rollout() {}

  /**
   * Decides one sync.
   *
   * @param deployment a Deployment that is not being deleted
   * @param owned the ReplicaSets that it controls, in any order
   * @return changes in their order; empty if there is nothing to do but to update the status
   */
  public static List<RolloutAction> sync(DeploymentView deployment, List<ReplicaSetView> owned) {
    Draft draft = new Draft(deployment, owned);
    revise(draft);
    if (deployment.paused()) {
      Scaling.scale(draft);
      cleanUp(draft);
    } else if (Scaling.isWanted(draft)) {
      Scaling.scale(draft);
    } else if (deployment.strategy() instanceof RolloutStrategy.Recreate) {
      recreate(draft);
    } else if (!Rolling.step(draft)) {
      cleanUpIfComplete(draft);
    }
    return draft.actions();
  }

  /**
   * Returns true if a sync would only follow a change of replicas (rule 173) or the Deployment is
   * paused (rule 172): then its progress is not judged.
   */
  public static boolean onlyScales(DeploymentView deployment, List<ReplicaSetView> owned) {
    return deployment.paused() || Scaling.isWanted(new Draft(deployment, owned));
  }

  /** The ReplicaSet of the Deployment's template: the oldest that matches it (rule 156). */
  public static Optional<ReplicaSetView> newest(List<ReplicaSetView> owned) {
    return owned.stream()
        .filter(ReplicaSetView::matchesTemplate)
        .min(Comparator.comparingLong(ReplicaSetView::createdOrder));
  }

  /** Ends old pods, waits for the last of them, and starts the new ones (rule 184). */
  private static void recreate(Draft draft) {
    boolean down = false;
    for (ReplicaSetView set : draft.old()) {
      down |= draft.scale(set, 0, Reason.RECREATE_DOWN);
    }
    boolean counted = draft.old().stream().anyMatch(each -> each.status().replicas() > 0);
    if (down || counted || draft.deployment().oldPodsExist()) {
      return;
    }
    if (draft.newest().isEmpty()) {
      draft.create(Rolling.newReplicas(draft, 0));
    }
    ReplicaSetView newest = draft.newest().orElseThrow();
    draft.scale(newest, draft.deployment().replicas(), Reason.RECREATE_UP);
    cleanUpIfComplete(draft);
  }

  /** Makes the new ReplicaSet's revision the highest (rule 177; SetNewReplicaSetAnnotations). */
  private static void revise(Draft draft) {
    long revision = draft.nextRevision();
    draft
        .newest()
        .filter(each -> each.annotations().revision() < revision)
        .ifPresent(
            each ->
                draft.add(new SetRevision(each.name(), revision, history(each, HISTORY_LENGTH))));
  }

  /** Its former revisions with the present one; the oldest go if the text gets too long. */
  static List<Long> history(ReplicaSetView set, int length) {
    if (set.annotations().revision() == 0) {
      return set.annotations().history();
    }
    List<Long> history = new ArrayList<>(set.annotations().history());
    history.add(set.annotations().revision());
    int size = history.stream().mapToInt(each -> each.toString().length() + 1).sum() - 1;
    while (size > length && history.size() > 1) {
      size -= history.remove(0).toString().length() + 1;
    }
    return history;
  }

  private static void cleanUpIfComplete(Draft draft) {
    if (draft.deployment().status().complete(draft.deployment().replicas())) {
      cleanUp(draft);
    }
  }

  /**
   * Deletes what is beyond the history's limit, lowest revision first, if it is empty and its
   * controller knows it (rule 179; cleanupDeployment). Older releases sorted by age.
   */
  private static void cleanUp(Draft draft) {
    Integer limit = draft.deployment().revisionHistoryLimit();
    if (limit == null || limit == Integer.MAX_VALUE) {
      return;
    }
    List<ReplicaSetView> alive = new ArrayList<>(draft.old());
    alive.removeIf(ReplicaSetView::deleting);
    alive.sort(BY_REVISION);
    alive.stream()
        .limit(Math.max(0, alive.size() - limit))
        .filter(each -> each.replicas() == 0 && each.status().replicas() == 0 && each.synced())
        .forEach(each -> draft.add(new DeleteReplicaSet(each.name())));
  }
}
