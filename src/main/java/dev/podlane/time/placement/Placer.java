package dev.podlane.time.placement;

import dev.podlane.time.placement.PlacedPods.NodeUse;
import dev.podlane.time.placement.PlacedPods.PlacedPod;
import dev.podlane.time.placement.Placement.Filter;
import dev.podlane.time.placement.Placement.NodeReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a pod's node (rules 305 to 315). The filters are the scheduler's, in its order, on all
 * nodes. Among nodes that fit the choice is simpler than its scores, and the real scheduler may
 * take another: fewest taints PreferNoSchedule that the pod does not tolerate, then fewest pods of
 * the same owner on the node, then in its zone, then the most CPU that is not requested, then the
 * name. Preemption, volumes, preferred affinity and ScheduleAnyway are left out.
 *
 * @param minor the Kubernetes release, 35 for 1.35
 * @param namespaces labels of namespaces by name, for namespace selectors
 */
public record Placer(int minor, Map<String, Map<String, String>> namespaces) {
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
   * Decides on a pod that has no node.
   *
   * @param pod the pod
   * @param nodes all nodes
   * @param placed all pods that have a node
   */
  public Placement place(PodView pod, List<NodeView> nodes, PlacedPods placed) {
    SpreadFilter spread = new SpreadFilter(pod, nodes, placed);
    PodAffinityFilter affinity = new PodAffinityFilter(pod, nodes, placed, namespaces);
    List<NodeReason> reasons = new ArrayList<>(nodes.size());
    List<NodeView> fitting = new ArrayList<>();
    for (NodeView node : nodes) {
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
    return refused(node, Filter.NODE_UNSCHEDULABLE, NodeFilters.unschedulable(pod, node))
        .or(() -> refused(node, Filter.TAINT_TOLERATION, NodeFilters.taints(pod, node, minor)))
        .or(() -> refused(node, Filter.NODE_AFFINITY, NodeFilters.affinity(pod, node)))
        .or(() -> refused(node, Filter.NODE_PORTS, NodeFilters.ports(pod, use)))
        .or(() -> refused(node, Filter.NODE_RESOURCES_FIT, NodeFilters.resources(pod, node, use)))
        .or(() -> refused(node, Filter.POD_TOPOLOGY_SPREAD, spread.check(node)))
        .or(() -> refused(node, Filter.INTER_POD_AFFINITY, affinity.check(node)))
        .orElseGet(() -> new NodeReason(node.name(), null, List.of()));
  }

  private static Optional<NodeReason> refused(NodeView node, Filter filter, List<String> texts) {
    return texts.isEmpty()
        ? Optional.empty()
        : Optional.of(new NodeReason(node.name(), filter, texts));
  }

  private static String choose(
      PodView pod, List<NodeView> fitting, List<NodeView> nodes, PlacedPods placed) {
    Map<String, Integer> onNode = new HashMap<>();
    if (!pod.owner().isEmpty()) {
      for (PlacedPod each : placed.ofOwner(pod.namespace(), pod.owner())) {
        if (!each.terminating()) {
          onNode.merge(each.node(), 1, Integer::sum);
        }
      }
    }
    Map<String, Integer> inZone = new HashMap<>();
    if (!onNode.isEmpty()) {
      nodes.forEach(
          node -> inZone.merge(zone(node), onNode.getOrDefault(node.name(), 0), Integer::sum));
    }
    return fitting.stream()
        .map(
            node ->
                new Candidate(
                    node,
                    node.taints().stream()
                        .filter(each -> NodeView.isSoft(each) && !pod.tolerates(each))
                        .count(),
                    onNode.getOrDefault(node.name(), 0),
                    inZone.getOrDefault(zone(node), 0),
                    free(node, placed)))
        .min(Candidate.BEST_FIRST)
        .orElseThrow()
        .node
        .name();
  }

  private static long free(NodeView node, PlacedPods placed) {
    return node.allocatable().of(Resources.CPU)
        - placed.on(node.name()).requests().of(Resources.CPU);
  }

  private static String zone(NodeView node) {
    return node.labels().getOrDefault(NodeView.ZONE, "");
  }
}
