package dev.podlane.time.control;

import dev.podlane.cluster.placement.PlacedPods;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * The pods on the nodes of states of one cluster. The sum of a node is kept until another one is
 * asked for, and stays true as long as the set of its pods is the same object: what a pod asks for
 * never changes. Thread-safe.
 */
public final class UsedNodes {
  private final PodViews views = new PodViews();
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private volatile @Nullable Everybody everybody;

  /** The views of pods that it uses. */
  PodViews views() {
    return views;
  }

  private record Known(PSet<String> pods, PlacedPods.NodeUse use) {}

  /** The pods of a state but one. */
  PlacedPods in(State state, PodState but) {
    return new PlacedPods() {
      @Override
      public NodeUse on(String node) {
        return known(state, node, but).use();
      }

      @Override
      public Map<String, Integer> siblings(String namespace, String owner) {
        Map<String, Integer> found = new HashMap<>();
        for (String path : state.pods().controlled().getOrDefault(owner, HashTreePSet.empty())) {
          PodState pod = state.pods().pods().get(path);
          if (pod != null && counts(pod) && pod.deletion() == null && !path.equals(but.path())) {
            found.merge("" + pod.nodeName(), 1, Integer::sum);
          }
        }
        return found;
      }

      @Override
      public List<PlacedPod> withAntiAffinity() {
        List<PlacedPod> found = new ArrayList<>();
        for (String path : state.pods().apart()) {
          add(state, path, but, found);
        }
        return found;
      }

      @Override
      public List<PlacedPod> inNamespace(String namespace) {
        return everybody(state, but).byNamespace().getOrDefault(namespace, List.of());
      }

      @Override
      public List<PlacedPod> all() {
        return everybody(state, but).all();
      }
    };
  }

  /** Pods on nodes. */
  private record Everybody(
      PMap<String, PodState> of,
      List<PlacedPods.PlacedPod> all,
      Map<String, List<PlacedPods.PlacedPod>> byNamespace) {}

  /** Those of a state but one; known as long as no pod has changed, if that one has no node. */
  @SuppressWarnings("ReferenceEquality") // any other map may hold other pods
  private Everybody everybody(State state, PodState but) {
    Everybody known = everybody;
    if (known != null && known.of() == state.pods().pods() && !counts(but)) {
      return known;
    }
    List<PlacedPods.PlacedPod> all = new ArrayList<>();
    for (String path : state.pods().pods().keySet()) {
      add(state, path, but, all);
    }
    Map<String, List<PlacedPods.PlacedPod>> byNamespace = new HashMap<>();
    all.forEach(
        each ->
            byNamespace
                .computeIfAbsent(each.pod().namespace(), any -> new ArrayList<>())
                .add(each));
    Everybody now = new Everybody(state.pods().pods(), all, byNamespace);
    if (!counts(but)) {
      everybody = now;
    }
    return now;
  }

  private void add(State state, String path, PodState but, List<PlacedPods.PlacedPod> to) {
    PodState pod = state.pods().pods().get(path);
    if (pod != null && counts(pod) && !path.equals(but.path())) {
      String node = Objects.requireNonNull(pod.nodeName());
      to.add(new PlacedPods.PlacedPod(views.of(pod), node, pod.deletion() != null));
    }
  }

  private static boolean counts(PodState pod) {
    return pod.nodeName() != null && !pod.isFinished();
  }

  @SuppressWarnings("ReferenceEquality") // any other set may hold other pods
  private Known known(State state, String node, PodState but) {
    PSet<String> there = state.pods().taking().getOrDefault(node, HashTreePSet.empty());
    if (node.equals(but.nodeName()) && there.contains(but.path())) {
      return sum(state, there.minus(but.path()));
    }
    Known before = known.get(node);
    if (before != null && before.pods() == there) {
      return before;
    }
    Known now = sum(state, there);
    known.put(node, now);
    return now;
  }

  private Known sum(State state, PSet<String> paths) {
    PlacedPods.NodeUse use = PlacedPods.NodeUse.NONE;
    for (String path : paths) {
      PodState pod = state.pods().pods().get(path);
      if (pod != null) {
        use = use.plus(views.of(pod));
      }
    }
    return new Known(paths, use);
  }
}
