package dev.podlane.time.control;

import dev.podlane.cluster.object.Pod;
import dev.podlane.time.replicaset.Claim;
import dev.podlane.time.replicaset.Claim.Candidate;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.WorkloadState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Lets controllers take orphans that they select, and let go of pods that they no longer select
 * (PodControllerRefManager in {@code pkg/controller/controller_ref_manager.go}). The beginning is
 * at rest: a pod whose labels nobody has changed since stays with whom it has. A Job that nobody
 * gave a selector is selected by its uid, which no label event touches: it has none to claim by.
 */
final class Claims {
  private final ApiServer server;
  private final Actor actor;

  Claims(ApiServer server, Actor actor) {
    this.server = server;
    this.actor = actor;
  }

  /**
   * Claims pods for a workload.
   *
   * @param mayHave a further condition on its pods; what does not meet it is neither taken nor kept
   */
  void sync(WorkloadState set, Predicate<PodState> mayHave) {
    if (set.selector().isEverything()) {
      return;
    }
    List<Candidate> candidates = new ArrayList<>();
    for (PodState pod : server.controlledBy(set.ref())) {
      if (isLookedAt(pod) && isRelabelled(pod)) {
        candidates.add(candidate(set, pod, mayHave, Claim.Control.ITSELF));
      }
    }
    for (PodState pod : server.state().pods().orphans(set.ref().namespace())) {
      if (isLookedAt(pod) && isNewlyFree(pod)) {
        candidates.add(candidate(set, pod, mayHave, Claim.Control.NOBODY));
      }
    }
    Claim claim = Claim.of(/* deleting= */ false, candidates);
    claim.released().forEach(name -> give(set, name, /* adopts= */ false));
    claim.adopted().forEach(name -> give(set, name, /* adopts= */ true));
  }

  private void give(WorkloadState set, String name, boolean adopts) {
    server
        .pod(set.ref().namespace() + "/" + name)
        .ifPresent(
            pod -> {
              server.write(
                  adopts
                      ? pod.controlledBy(set.ref(), set.owner() == null ? set.ref() : set.owner())
                      : pod.controlledBy(null, null));
              String code = adopts ? "pod.adopted" : "pod.released";
              server.tell(actor, "", pod.ref(), 0, code, set.ref().name());
            });
  }

  /** ReplicaSets look at active pods alone, the others at all. */
  private boolean isLookedAt(PodState pod) {
    return actor != Actor.REPLICA_SET || pod.isActive();
  }

  private static Candidate candidate(
      WorkloadState set, PodState pod, Predicate<PodState> mayHave, Claim.Control control) {
    boolean matches = set.selector().matches(pod.labels()) && mayHave.test(pod);
    return new Candidate(pod.ref().name(), control, matches, pod.deletion() != null);
  }

  /** Returns true if a pod was not without a controller from the beginning, as it is now. */
  private static boolean isNewlyFree(PodState pod) {
    Pod given = pod.identity().given();
    return given == null || given.owner() != null || isRelabelled(pod);
  }

  /** Returns true if a pod has other labels than those it came with. */
  static boolean isRelabelled(PodState pod) {
    Pod given = pod.identity().given();
    Map<String, String> first = given == null ? pod.identity().template().labels() : given.labels();
    return !first.equals(pod.labels());
  }
}
