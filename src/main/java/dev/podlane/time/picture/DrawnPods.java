package dev.podlane.time.picture;

import dev.podlane.cluster.object.Pod;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a moment as they are on their nodes, oldest first.
 *
 * @param states their states
 * @param pods the pods, in the same order
 * @param unsteady {@code namespace/name} of those that begin or end to listen as time passes,
 *     although nobody writes them
 */
record DrawnPods(List<PodState> states, List<Pod> pods, Set<String> unsteady) {
  DrawnPods {
    states = List.copyOf(states);
    pods = List.copyOf(pods);
    unsteady = Collections.unmodifiableSet(new HashSet<>(unsteady));
  }

  /** Draws all pods of a state. */
  static DrawnPods of(State state) {
    List<PodState> states = new ArrayList<>(state.pods().pods().values());
    states.sort(Comparator.comparingLong(PodState::serial));
    List<Pod> pods = new ArrayList<>(states.size());
    Set<String> unsteady = new HashSet<>();
    for (PodState each : states) {
      pods.add(Pods.onNode(each, state.now()));
      if (isUnsteady(each)) {
        unsteady.add(each.path());
      }
    }
    return new DrawnPods(states, pods, unsteady);
  }

  private static boolean isUnsteady(PodState pod) {
    List<ContainerRun> runs = pod.runtime() == null ? List.of() : pod.runtime().containers();
    return runs.stream()
        .anyMatch(
            each ->
                (each.listensAt() != ContainerRun.LONG_AGO
                        && each.listensAt() != ContainerRun.NEVER)
                    || each.closesAt() != ContainerRun.NEVER);
  }

  /** A pod that is there from now on, in the place of its number; or none. */
  private record Change(@Nullable PodState state, @Nullable Pod pod) {
    static final Change GONE = new Change(null, null);
  }

  /**
   * Draws the pods of another state, taking over those that are as they were.
   *
   * @param touched {@code namespace/name} of those that may differ; unsteady ones need not be told
   */
  DrawnPods at(State before, State state, Set<String> touched) {
    Set<String> looked = new HashSet<>(touched);
    looked.addAll(unsteady);
    Set<String> nowUnsteady = new HashSet<>();
    Map<Long, Change> changes = new TreeMap<>();
    for (String path : looked) {
      PodState old = before.pods().pods().get(path);
      PodState now = state.pods().pods().get(path);
      if (old != null && (now == null || now.serial() != old.serial())) {
        changes.put(old.serial(), Change.GONE);
      }
      if (now == null) {
        continue;
      }
      if (isUnsteady(now)) {
        nowUnsteady.add(path);
      }
      Pod drawn = Pods.onNode(now, state.now());
      int place = old == null ? -1 : place(now.serial());
      Pod known = place < 0 ? null : pods.get(place);
      boolean isSame = Objects.equals(known, drawn);
      changes.put(now.serial(), new Change(now, isSame ? known : drawn));
    }
    List<PodState> nowStates = new ArrayList<>(states.size() + changes.size());
    List<Pod> nowPods = new ArrayList<>(states.size() + changes.size());
    int next = 0;
    for (Map.Entry<Long, Change> each : changes.entrySet()) {
      int place = place(each.getKey());
      int until = place < 0 ? -place - 1 : place;
      nowStates.addAll(states.subList(next, until));
      nowPods.addAll(pods.subList(next, until));
      next = place < 0 ? until : until + 1;
      if (each.getValue().state() != null && each.getValue().pod() != null) {
        nowStates.add(each.getValue().state());
        nowPods.add(each.getValue().pod());
      }
    }
    nowStates.addAll(states.subList(next, states.size()));
    nowPods.addAll(pods.subList(next, pods.size()));
    return new DrawnPods(nowStates, nowPods, nowUnsteady);
  }

  /**
   * The place of the pod of a number; if there is none, that which it would have, minus, less one.
   */
  private int place(long serial) {
    int low = 0;
    int high = states.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long there = states.get(middle).serial();
      if (there == serial) {
        return middle;
      }
      if (there < serial) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }
}
