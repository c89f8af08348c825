package dev.podlane.time.statefulset;

import dev.podlane.cluster.amount.Amount;
import dev.podlane.cluster.object.Pod.Phase;
import dev.podlane.time.statefulset.StatefulSetAction.CreatePod;
import dev.podlane.time.statefulset.StatefulSetAction.DeletePod;
import dev.podlane.time.statefulset.StatefulSetView.Strategy;
import dev.podlane.time.statefulset.StatefulSetView.Walk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Pods of one StatefulSet that a test plays: its actions are done, their ends are not. */
final class SetRun {
  static final Duration NOW = Duration.ofHours(1);

  final NavigableMap<Integer, OrdinalPod> pods = new TreeMap<>();
  private StatefulSetView set;
  private final Walk walk;

  SetRun(int replicas, boolean parallel, Walk walk) {
    this.walk = walk;
    set =
        new StatefulSetView(
            "web", replicas, 0, parallel, new Strategy.RollingUpdate(0, null), 0, "a", "a", false);
  }

  SetRun with(int replicas, Strategy strategy, String updateRevision) {
    set =
        new StatefulSetView(
            "web", replicas, set.start(), set.parallel(), strategy, 0, "a", updateRevision, false);
    return this;
  }

  SetRun startingAt(int ordinal) {
    set =
        new StatefulSetView(
            "web", set.replicas(), ordinal, set.parallel(), set.strategy(), 0, "a", "a", false);
    return this;
  }

  static Strategy partition(int partition) {
    return new Strategy.RollingUpdate(partition, null);
  }

  static Strategy most(String maxUnavailable) {
    return new Strategy.RollingUpdate(0, Amount.parse(maxUnavailable).orElseThrow());
  }

  StatefulSetView set() {
    return set;
  }

  /** Does one sync and returns it as {@code +0a} for created and {@code -0} for deleted pods. */
  String sync() {
    StringBuilder text = new StringBuilder();
    for (StatefulSetAction action :
        StatefulSetDecision.sync(set, new ArrayList<>(pods.values()), walk, NOW)) {
      if (action instanceof CreatePod created) {
        put(created.ordinal(), created.revision(), Phase.PENDING, false, false);
        text.append(" +").append(created.ordinal()).append(created.revision());
      } else if (action instanceof DeletePod deleted) {
        OrdinalPod pod = Objects.requireNonNull(pods.get(deleted.ordinal()));
        put(deleted.ordinal(), pod.revision(), pod.phase(), true, pod.ready());
        text.append(" -").append(deleted.ordinal());
      }
    }
    return text.toString().trim();
  }

  /** All pods that are not terminating run and are Ready. */
  SetRun ready() {
    List.copyOf(pods.values()).stream()
        .filter(each -> !each.terminating())
        .forEach(each -> put(each.ordinal(), each.revision(), Phase.RUNNING, false, true));
    return this;
  }

  /** Terminating pods are gone. */
  SetRun gone() {
    pods.values().removeIf(OrdinalPod::terminating);
    return this;
  }

  SetRun put(int ordinal, String revision, Phase phase, boolean terminating, boolean ready) {
    @Nullable Duration since = ready ? NOW.minusSeconds(1) : null;
    pods.put(
        ordinal,
        new OrdinalPod("web-" + ordinal, ordinal, revision, phase, terminating, ready, since));
    return this;
  }

  /** Pods 0 to n − 1 of a revision that run and are Ready. */
  SetRun full(int count, String revision) {
    for (int i = 0; i < count; i++) {
      put(i, revision, Phase.RUNNING, false, true);
    }
    return this;
  }

  StatefulSetStatus status() {
    return StatefulSetStatus.of(set, new ArrayList<>(pods.values()), NOW);
  }
}
