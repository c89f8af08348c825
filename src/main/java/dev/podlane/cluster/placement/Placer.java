package dev.podlane.cluster.placement;

import dev.podlane.cluster.placement.PlacedPods.NodeUse;
import dev.podlane.cluster.placement.Placement.Filter;
import dev.podlane.cluster.placement.Placement.NodeReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Finds a pod's node (rules 305 to 315). The filters are the scheduler's, in its order. Among nodes
 * that fit the choice is simpler than its scores, and the real scheduler may take another: fewest
 * taints PreferNoSchedule that the pod does not tolerate, then fewest pods of the same owner on the
 * node, then in its zone, then the most CPU that is not requested, then the name. Preemption,
 * volumes, preferred affinity and ScheduleAnyway are left out.
 *
 * @param minor the Kubernetes release, 35 for 1.35
 * @param namespaces labels of namespaces by name, for namespace selectors
 */
public record Placer(int minor, Map<String, Map<String, String>> namespaces) {
  /** Nodes that fit after which the scheduler stops, at least (minFeasibleNodesToFind). */
  private static final int ENOUGH = 100;

  public Placer {
    namespaces = Collections.unmodifiableMap(new HashMap<>(namespaces));
  }

  /** A node that fits, with what the choice looks at. */
  private record Candidate(NodeView node, long softTaints, int onNode, int inZone, long freeCpu) {
    static final Comparator<Candidate> BEST_FIRST =
        Comparator.comparingLong(Candidate::softTaints)
            .thenComparingInt(Candidate::onNode)
            .thenComparingInt(Candidate::inZone)
            .thenComparing(Comparator.comparingLong(Candidate::freeCpu).reversed())
            .thenComparing(each -> each.node.name());
  }

  /**
   * Decides on a pod that has no node, looking at all nodes.
   *
   * @param pod the pod
   * @param nodes all nodes
   * @param placed all pods that have a node
   */
  public Placement place(PodView pod, List<NodeView> nodes, PlacedPods placed) {
    return place(pod, nodes, placed, 0, nodes.size());
  }

  /**
   * Decides as the scheduler does in a large cluster: it begins where it stopped the last time and
   * stops when enough nodes fit (rule 305; findNodesThatPassFilters in
   * pkg/scheduler/schedule_one.go). The next pod begins at that node's index plus the number of
   * nodes in the answer, modulo their number.
   *
   * @param pod the pod
   * @param nodes all nodes, always in the same order
   * @param placed all pods that have a node
   * @param start index of the first node to look at
   */
  public Placement placeFrom(PodView pod, List<NodeView> nodes, PlacedPods placed, int start) {
    return place(pod, nodes, placed, start, enough(nodes.size()));
  }

  /**
   * Tells of nodes whether they have the resources that a pod asks for, and whether the pods there
   * and elsewhere suit it; its selector, taints and host ports are not looked at. A node that does
   * not tell how many pods it takes, takes any number.
   *
   * @param pod the pod
   * @param nodes all nodes
   * @param placed all pods that have a node, as they are when it is asked first
   */
  public Predicate<NodeView> room(PodView pod, List<NodeView> nodes, PlacedPods placed) {
    SpreadFilter spread = new SpreadFilter(pod, nodes, placed);
    PodAffinityFilter affinity = new PodAffinityFilter(pod, nodes, placed, namespaces);
    return node ->
        (node.allocatable().amounts().isEmpty()
                || NodeFilters.hasRoom(pod, node, placed.on(node.name())))
            && spread.check(node).isEmpty()
            && affinity.check(node).isEmpty();
  }

  /** Nodes that fit after which the scheduler stops (numFeasibleNodesToFind). */
  static int enough(int nodes) {
    if (nodes < ENOUGH) {
      return nodes;
    }
    int percent = Math.max(5, 50 - nodes / 125);
    return Math.max(ENOUGH, (int) ((long) nodes * percent / 100));
  }

  private Placement place(
      PodView pod, List<NodeView> nodes, PlacedPods placed, int start, int enough) {
    SpreadFilter spread = new SpreadFilter(pod, nodes, placed);
    PodAffinityFilter affinity = new PodAffinityFilter(pod, nodes, placed, namespaces);
    List<NodeReason> reasons = new ArrayList<>();
    List<NodeView> fitting = new ArrayList<>();
    for (int i = 0; i < nodes.size() && fitting.size() < enough; i++) {
      NodeView node = nodes.get((start + i) % nodes.size());
      NodeReason reason = check(pod, node, placed.on(node.name()), spread, affinity);
      reasons.add(reason);
      if (reason.fits()) {
        fitting.add(node);
      }
    }
    if (fitting.isEmpty()) {
      return Placement.none(reasons);
    }
    return new Placement(reasons, choose(pod, fitting, nodes, placed), "");
  }

  private NodeReason check(
      PodView pod, NodeView node, NodeUse use, SpreadFilter spread, PodAffinityFilter affinity) {
    for (Filter filter : Filter.IN_ORDER) {
      List<String> texts =
          switch (filter) {
            case NODE_UNSCHEDULABLE -> NodeFilters.unschedulable(pod, node);
            case TAINT_TOLERATION -> NodeFilters.taints(pod, node, minor);
            case NODE_AFFINITY -> NodeFilters.affinity(pod, node);
            case NODE_PORTS -> NodeFilters.ports(pod, use);
            case NODE_RESOURCES_FIT -> NodeFilters.resources(pod, node, use);
            case POD_TOPOLOGY_SPREAD -> spread.check(node);
            case INTER_POD_AFFINITY -> affinity.check(node);
          };
      if (!texts.isEmpty()) {
        return new NodeReason(node.name(), filter, texts);
      }
    }
    return new NodeReason(node.name(), null, List.of());
  }

  private static String choose(
      PodView pod, List<NodeView> fitting, List<NodeView> nodes, PlacedPods placed) {
    Map<String, Integer> onNode =
        pod.owner().isEmpty() ? Map.of() : placed.siblings(pod.namespace(), pod.owner());
    Map<String, Integer> inZone = new HashMap<>();
    if (!onNode.isEmpty()) {
      for (NodeView node : nodes) {
        Integer count = onNode.get(node.name());
        if (count != null) {
          inZone.merge(zone(node), count, Integer::sum);
        }
      }
    }
    Candidate best = null;
    for (NodeView node : fitting) {
      Candidate candidate =
          new Candidate(
              node,
              softTaints(pod, node),
              onNode.getOrDefault(node.name(), 0),
              inZone.isEmpty() ? 0 : inZone.getOrDefault(zone(node), 0),
              node.allocatable().of(Resources.CPU)
                  - placed.on(node.name()).requests().of(Resources.CPU));
      if (best == null || Candidate.BEST_FIRST.compare(candidate, best) < 0) {
        best = candidate;
      }
    }
    return best == null ? "" : best.node.name();
  }

  private static long softTaints(PodView pod, NodeView node) {
    return node.taints().isEmpty()
        ? 0
        : node.taints().stream()
            .filter(each -> NodeView.isSoft(each) && !pod.tolerates(each))
            .count();
  }

  private static String zone(NodeView node) {
    return node.labels().getOrDefault(NodeView.ZONE, "");
  }
}
