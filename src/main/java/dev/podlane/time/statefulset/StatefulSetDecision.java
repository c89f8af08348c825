package dev.podlane.time.statefulset;

import dev.podlane.time.statefulset.StatefulSetAction.CreatePod;
import dev.podlane.time.statefulset.StatefulSetAction.DeletePod;
import dev.podlane.time.statefulset.StatefulSetAction.Reason;
import dev.podlane.time.statefulset.StatefulSetView.Walk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The StatefulSet controller (updateStatefulSet in
 * pkg/controller/statefulset/stateful_set_control.go): decides one sync. Volume claims are taken as
 * bound (rule 203).
 */
public final class StatefulSetDecision {
  private final StatefulSetView set;
  private final Duration now;
  private final NavigableMap<Integer, OrdinalPod> replicas = new TreeMap<>();
  private final List<OrdinalPod> condemned = new ArrayList<>();
  private final List<StatefulSetAction> actions = new ArrayList<>();
  private final Set<Integer> deleted = new HashSet<>();

  private StatefulSetDecision(StatefulSetView set, List<OrdinalPod> pods, Duration now) {
    this.set = set;
    this.now = now;
    for (OrdinalPod pod : pods) {
      if (set.holds(pod.ordinal())) {
        replicas.put(pod.ordinal(), pod);
      } else {
        condemned.add(pod);
      }
    }
    condemned.sort(Comparator.comparingInt(OrdinalPod::ordinal).reversed());
  }

  /**
   * Decides one sync.
   *
   * @param set the StatefulSet
   * @param pods its pods whose objects exist, terminating ones too, in any order
   * @param walk the update's way through the pods, by the release
   * @param now the moment
   * @return changes in their order; under OrderedReady at most one but for an update with a budget
   */
  public static List<StatefulSetAction> sync(
      StatefulSetView set, List<OrdinalPod> pods, Walk walk, Duration now) {
    StatefulSetDecision decision = new StatefulSetDecision(set, pods, now);
    if (!set.deleting() && decision.keepReplicas() && decision.endCondemned()) {
      decision.update(walk);
    }
    return List.copyOf(decision.actions);
  }

  /** Makes the wanted pods; false if the sync ends here (processReplica). */
  private boolean keepReplicas() {
    for (int ordinal = set.start(); ordinal < set.start() + set.replicas(); ordinal++) {
      OrdinalPod pod = replicas.get(ordinal);
      if (pod == null) {
        actions.add(new CreatePod(name(ordinal), ordinal, set.revisionOf(ordinal)));
      } else if (pod.finished() && !pod.terminating()) {
        delete(pod, Reason.FINISHED);
      }
      if (!set.parallel() && unavailable(pod)) {
        return false;
      }
    }
    return true;
  }

  /** Ends pods beyond the wanted ones; false if the sync ends here (processCondemned). */
  private boolean endCondemned() {
    OrdinalPod firstBroken = firstBroken();
    for (OrdinalPod pod : condemned) {
      if (!set.parallel()) {
        boolean waits = !pod.runsAvailable(set.minReadySeconds(), now) && !pod.equals(firstBroken);
        if (!pod.terminating() && !waits) {
          delete(pod, Reason.SCALE_DOWN);
        }
        return false;
      }
      if (!pod.terminating()) {
        delete(pod, Reason.SCALE_DOWN);
      }
    }
    return true;
  }

  private @Nullable OrdinalPod firstBroken() {
    // Wanted pods are all available here, or the set is Parallel and does not ask.
    return condemned.stream()
        .filter(this::unavailable)
        .reduce((higher, lower) -> lower)
        .orElse(null);
  }

  private void update(Walk walk) {
    if (!(set.strategy() instanceof StatefulSetView.Strategy.RollingUpdate)) {
      return;
    }
    switch (walk) {
      case ONE_BY_ONE -> updateOne();
      case BUDGET -> updateWithin(budget());
      case BUDGET_BROKEN_FIRST -> {
        if (set.parallel()) {
          updateBroken();
        }
        updateWithin(budget());
      }
    }
  }

  /** Deletes the highest old pod unless one above it is not available. */
  private void updateOne() {
    for (int index = set.replicas() - 1; index >= set.partition(); index--) {
      OrdinalPod pod = replicas.get(set.start() + index);
      if (pod != null && isOld(pod)) {
        delete(pod, Reason.UPDATE);
        return;
      }
      if (unavailable(pod)) {
        return;
      }
    }
  }

  /** Old pods that are not available cost nothing under Parallel. */
  private void updateBroken() {
    for (int index = set.replicas() - 1; index >= set.partition(); index--) {
      OrdinalPod pod = replicas.get(set.start() + index);
      if (pod != null && isOld(pod) && unavailable(pod)) {
        delete(pod, Reason.UPDATE);
      }
    }
  }

  private void updateWithin(int budget) {
    int left = budget;
    for (int index = set.replicas() - 1; index >= set.partition() && left > 0; index--) {
      OrdinalPod pod = replicas.get(set.start() + index);
      if (pod != null && isOld(pod) && !deleted.contains(pod.ordinal())) {
        delete(pod, Reason.UPDATE);
        left--;
      }
    }
  }

  private int budget() {
    int unavailable = 0;
    for (int ordinal = set.start(); ordinal < set.start() + set.replicas(); ordinal++) {
      unavailable += unavailable(replicas.get(ordinal)) ? 1 : 0;
    }
    return set.maxUnavailable() - unavailable;
  }

  private boolean isOld(OrdinalPod pod) {
    return !pod.terminating() && !pod.revision().equals(set.updateRevision());
  }

  private boolean unavailable(@Nullable OrdinalPod pod) {
    return pod == null || pod.unavailable(set.minReadySeconds(), now);
  }

  private void delete(OrdinalPod pod, Reason reason) {
    if (deleted.add(pod.ordinal())) {
      actions.add(new DeletePod(pod.name(), pod.ordinal(), reason));
    }
  }

  private String name(int ordinal) {
    return set.name() + "-" + ordinal;
  }
}
