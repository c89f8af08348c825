package dev.podlane.cluster.schedule;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.placement.NodeView;
import dev.podlane.cluster.placement.Placer;
import dev.podlane.cluster.placement.PodView;
import dev.podlane.cluster.read.Drafts.PodDraft;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The pods that have a place already, and whether there is room for another among them: resources,
 * and required rules about other pods (rules 310 to 313).
 */
final class Crowd {
  /**
   * Pods and nodes that are looked at for rules about other pods, and to say why a pod finds no
   * node. Each pod with such rules asks for all others, some again and again until those they wait
   * for have come.
   */
  private static final long MOST_LOOKS = 1_500_000;

  /** To read what a pod says counts as much as to look at so many. */
  private static final int READING = 50;

  private final Demands demands;
  private final Placer placer;
  private final Map<String, NodeView> nodes = new LinkedHashMap<>();
  private final List<NodeView> all;
  private final Placed placed;

  /**
   * The scheduler's words on pods without rules that found no node. Others that ask for the same
   * find none either, for nobody goes.
   */
  private final Map<PodView, String> refused = new HashMap<>();

  private long looks;
  private boolean isTired;
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
    this.placed = new Placed(demands);
    there.forEach(node -> nodes.put(node.name(), demands.of(node)));
    all = List.copyOf(nodes.values());
  }

  void add(PodDraft pod, String node) {
    placed.add(view(pod), node, pod.status().terminating());
    fits = null;
  }

  void add(Pod pod, String node) {
    placed.had(pod, node);
    fits = null;
  }

  /** Returns true if no rule about other pods is looked at any more, for there are too many. */
  boolean isTired() {
    return isTired;
  }

  private void look(long many) {
    looks += many;
    if (looks > MOST_LOOKS && !isTired && hasAnyRules()) {
      isTired = true;
      placed.forgetRules();
      refused.clear();
      seen = null;
    }
  }

  private boolean hasAnyRules() {
    return (view != null && hasRules(view)) || !placed.withAntiAffinity().isEmpty();
  }

  private static boolean hasRules(PodView pod) {
    return !pod.placing().equals(PodView.Placing.ANYWHERE);
  }

  /** Returns true if a pod wants to be near others, who may have to come first. */
  boolean seeksOthers(PodDraft pod) {
    return !view(pod).placing().affinity().isEmpty();
  }

  /** Returns true if a node has room for a pod, and those who are there suit it. */
  boolean fits(PodDraft pod, Node node) {
    view(pod);
    if (fits == null) {
      count(view(pod));
      fits = placer.room(view(pod), all, placed);
    }
    NodeView there = nodes.get(node.name());
    return there == null || Objects.requireNonNull(fits).test(there);
  }

  /** Counts who is looked at to find a place for a pod. */
  private void count(PodView pod) {
    int keepers = placed.withAntiAffinity().size();
    if (hasRules(pod)) {
      look(all.size() + keepers + placed.size());
    } else if (keepers > 0) {
      look(all.size() + keepers);
    }
  }

  /** The view of a pod, which is asked for again and again until the pod has its place. */
  @SuppressWarnings("ReferenceEquality")
  private PodView view(PodDraft pod) {
    PodView known = view;
    if (known == null || seen != pod) {
      PodView read = demands.of(pod);
      view = read;
      if (hasRules(read)) {
        look(READING);
      }
      known = isTired ? read.anywhere() : read;
      view = known;
      seen = pod;
      fits = null;
    }
    return known;
  }

  /** The words on a pod that asks for what others have not found; null if nobody has asked yet. */
  @Nullable String refusal(PodDraft pod) {
    return refused.isEmpty() ? null : refused.get(asked(view(pod)));
  }

  /** A pod without its name and, where nobody minds who is beside them, without its labels. */
  private PodView asked(PodView pod) {
    return placed.withAntiAffinity().isEmpty() ? pod.unlabelled() : pod;
  }

  /**
   * The scheduler's words on a pod that finds no node.
   *
   * @param bound the node it was made for; null if it may be on any
   */
  String message(PodDraft pod, @Nullable String bound) {
    PodView asks = view(pod);
    List<NodeView> looked =
        bound == null ? all : all.stream().filter(node -> node.name().equals(bound)).toList();
    look(looked.size() + (hasRules(asks) ? placed.size() : 0));
    String words =
        looks > MOST_LOOKS
            ? "0/" + all.size() + " nodes are available"
            : placer.place(view(pod), looked, placed).among(all.size()).message();
    if (bound == null && !hasRules(asks)) {
      refused.put(asked(asks), words);
    }
    return words;
  }
}
