package dev.podlane.cluster.schedule;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.placement.NodeView;
import dev.podlane.cluster.placement.PlacedPods;
import dev.podlane.cluster.placement.Placer;
import dev.podlane.cluster.placement.PodView;
import dev.podlane.cluster.read.Drafts.PodDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The pods that have a place already, and whether there is room for another among them: resources,
 * and required rules about other pods (rules 310 to 313).
 */
final class Crowd {
  /**
   * Pods and nodes that are looked at for rules about other pods. Each pod with such rules asks for
   * all others, some again and again until those they wait for have come.
   */
  private static final long MOST_LOOKS = 1_500_000;

  /** To read what a pod says counts as much as to look at so many. */
  private static final int READING = 50;

  private final Demands demands;
  private final Placer placer;
  private final Map<String, NodeView> nodes = new LinkedHashMap<>();
  private final List<NodeView> all;
  private final Placed placed = new Placed();
  private long looks;
  private @Nullable PodDraft seen;
  private @Nullable PodView view;
  private @Nullable Predicate<NodeView> fits;

  /**
   * Nobody is there.
   *
   * @param demands reader of what pods and nodes say
   * @param placer the scheduler's filters
   */
  Crowd(Demands demands, Placer placer, List<Node> there) {
    this.demands = demands;
    this.placer = placer;
    there.forEach(node -> nodes.put(node.name(), demands.of(node)));
    all = List.copyOf(nodes.values());
  }

  /** Pods by node and by namespace. */
  private static final class Placed implements PlacedPods {
    private final Map<String, NodeUse> uses = new HashMap<>();
    private final Map<String, List<PlacedPod>> near = new HashMap<>();
    private final List<PlacedPod> apart = new ArrayList<>();
    private final List<PlacedPod> all = new ArrayList<>();

    void add(PodView pod, String node, boolean terminating) {
      PlacedPod now = new PlacedPod(pod, node, terminating);
      uses.put(node, on(node).plus(pod));
      near.computeIfAbsent(pod.namespace(), any -> new ArrayList<>()).add(now);
      all.add(now);
      if (!pod.placing().antiAffinity().isEmpty()) {
        apart.add(now);
      }
    }

    @Override
    public NodeUse on(String node) {
      return uses.getOrDefault(node, NodeUse.NONE);
    }

    @Override
    public Map<String, Integer> siblings(String namespace, String owner) {
      return Map.of();
    }

    void forgetRules() {
      apart.clear();
    }

    @Override
    public List<PlacedPod> withAntiAffinity() {
      return apart;
    }

    @Override
    public List<PlacedPod> inNamespace(String namespace) {
      return near.getOrDefault(namespace, List.of());
    }

    @Override
    public List<PlacedPod> all() {
      return all;
    }
  }

  void add(PodDraft pod, String node) {
    add(view(pod), node, pod.status().terminating());
  }

  void add(Pod pod, String node) {
    add(demands.of(pod), node, pod.traits().terminating());
  }

  private void add(PodView pod, String node, boolean terminating) {
    placed.add(isTired() ? pod.anywhere() : pod, node, terminating);
    fits = null;
  }

  /** Returns true if no rule about other pods is looked at any more, for there are too many. */
  boolean isTired() {
    return looks > MOST_LOOKS;
  }

  private void look(long many) {
    boolean wasTired = isTired();
    looks += many;
    if (isTired() && !wasTired) {
      placed.forgetRules();
      seen = null;
    }
  }

  private static boolean hasRules(PodView pod) {
    return !pod.placing().equals(PodView.Placing.ANYWHERE);
  }

  /** Returns true if a pod wants to be near others, who may have to come first. */
  boolean seeksOthers(PodDraft pod) {
    return !view(pod).placing().affinity().isEmpty();
  }

  /** Returns true if a node has room for a pod, and those who are there suit it. */
  @SuppressWarnings("ReferenceEquality")
  boolean fits(PodDraft pod, Node node) {
    if (fits == null || seen != pod) {
      boolean asksForOthers = hasRules(view(pod));
      if (asksForOthers || !placed.withAntiAffinity().isEmpty()) {
        look(all.size() + placed.apart.size() + (asksForOthers ? placed.all.size() : 0));
      }
    }
    PodView asks = view(pod);
    Predicate<NodeView> room = fits;
    if (room == null) {
      room = placer.room(asks, all, placed);
      fits = room;
    }
    NodeView there = nodes.get(node.name());
    return there == null || room.test(there);
  }

  /** The view of a pod, which is asked for again and again until the pod has its place. */
  @SuppressWarnings("ReferenceEquality")
  private PodView view(PodDraft pod) {
    PodView known = view;
    if (known == null || seen != pod) {
      PodView read = demands.of(pod);
      if (hasRules(read)) {
        look(READING);
      }
      known = isTired() ? read.anywhere() : read;
      view = known;
      seen = pod;
      fits = null;
    }
    return known;
  }

  /**
   * The scheduler's words on a pod that finds no node.
   *
   * @param bound the node it was made for; null if it may be on any
   */
  String message(PodDraft pod, @Nullable String bound) {
    List<NodeView> looked = new ArrayList<>();
    nodes.forEach(
        (name, view) -> {
          if (bound == null || bound.equals(name)) {
            looked.add(view);
          }
        });
    look(hasRules(view(pod)) ? placed.all.size() + looked.size() : 0);
    return placer.place(view(pod), looked, placed).among(nodes.size()).message();
  }
}
