package dev.podlane.time.rollout;

import dev.podlane.time.rollout.RolloutAction.Reason;

/** One step of a rolling update (rules 157 to 163; pkg/controller/deployment/rolling.go). */
final class Rolling {
  private Rolling() {}

  /** Creates and scales; false if there was nothing to scale. */
  static boolean step(Draft draft) {
    DeploymentView deployment = draft.deployment();
    if (draft.newest().isEmpty()) {
      draft.create(newReplicas(draft, 0));
    }
    ReplicaSetView newest = draft.newest().orElseThrow();
    return scaledUp(draft, newest, deployment) || scaledDown(draft, newest, deployment);
  }

  /** Replicas that the new ReplicaSet should have (NewRSNewReplicas; rules 157 and 159). */
  static int newReplicas(Draft draft, int current) {
    DeploymentView deployment = draft.deployment();
    if (deployment.strategy() instanceof RolloutStrategy.Recreate) {
      return deployment.replicas();
    }
    int room = deployment.most() - draft.total();
    return room <= 0 ? current : current + Math.min(room, deployment.replicas() - current);
  }

  private static boolean scaledUp(Draft draft, ReplicaSetView newest, DeploymentView deployment) {
    if (newest.replicas() >= deployment.replicas()) {
      return draft.scale(newest, deployment.replicas(), Reason.CUT);
    }
    return draft.scale(newest, newReplicas(draft, newest.replicas()), Reason.ROLL_UP);
  }

  private static boolean scaledDown(Draft draft, ReplicaSetView newest, DeploymentView deployment) {
    int waiting = newest.replicas() - newest.status().available();
    int budget = draft.total() - deployment.least() - waiting;
    boolean oldHave = draft.old().stream().anyMatch(each -> each.replicas() > 0);
    if (!oldHave || budget <= 0) {
      return false;
    }
    int done = unhealthy(draft, budget);
    done += healthy(draft, deployment);
    return done > 0;
  }

  /** Takes old pods that are not available (cleanupUnhealthyReplicas). */
  private static int unhealthy(Draft draft, int budget) {
    int done = 0;
    for (ReplicaSetView set : draft.old()) {
      int broken = set.replicas() - set.status().available();
      int cut = Math.min(budget - done, Math.min(broken, set.replicas()));
      if (set.replicas() > 0 && cut > 0) {
        draft.scale(set, set.replicas() - cut, Reason.UNHEALTHY);
        done += cut;
      }
    }
    return done;
  }

  /** Takes old pods beyond the least number (scaleDownOldReplicaSetsForRollingUpdate). */
  private static int healthy(Draft draft, DeploymentView deployment) {
    int budget = draft.available() - deployment.least();
    int done = 0;
    for (ReplicaSetView set : draft.old()) {
      int cut = Math.min(set.replicas(), budget - done);
      if (cut > 0) {
        draft.scale(set, set.replicas() - cut, Reason.ROLL_DOWN);
        done += cut;
      }
    }
    return done;
  }
}
