package dev.podlane.cluster.placement;

import dev.podlane.cluster.placement.PlacedPods.PlacedPod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Plugin PodTopologySpread for constraints with DoNotSchedule (calPreFilterState and Filter in
 * podtopologyspread/filtering.go). Terminating pods do not count (rule 313).
 */
final class SpreadFilter {
  private static final String TEXT = "node(s) didn't match pod topology spread constraints";

  private final PodView pod;
  private final List<Counted> counted = new ArrayList<>();

  /** A constraint with the pods of each place, and the fewest of them. */
  private record Counted(SpreadConstraint constraint, Map<String, Integer> byPlace, int fewest) {}

  SpreadFilter(PodView pod, List<NodeView> nodes, PlacedPods placed) {
    this.pod = pod;
    List<SpreadConstraint> constraints = pod.placing().spread();
    if (constraints.isEmpty()) {
      return;
    }
    Map<String, NodeView> byName = new HashMap<>();
    nodes.stream()
        .filter(node -> constraints.stream().allMatch(each -> has(node, each)))
        .forEach(node -> byName.put(node.name(), node));
    List<PlacedPod> near = placed.inNamespace(pod.namespace());
    constraints.forEach(each -> counted.add(count(each, byName, near)));
  }

  private static boolean has(NodeView node, SpreadConstraint constraint) {
    return node.labels().containsKey(constraint.topologyKey());
  }

  private Counted count(
      SpreadConstraint constraint, Map<String, NodeView> nodes, List<PlacedPod> near) {
    Map<String, Integer> byPlace = new HashMap<>();
    for (NodeView node : nodes.values()) {
      if (counts(constraint, node)) {
        byPlace.putIfAbsent(place(constraint, node), 0);
      }
    }
    for (PlacedPod each : near) {
      NodeView node = nodes.get(each.node());
      if (node != null
          && !each.terminating()
          && constraint.counts(each.pod())
          && counts(constraint, node)) {
        byPlace.merge(place(constraint, node), 1, Integer::sum);
      }
    }
    int fewest = byPlace.values().stream().mapToInt(Integer::intValue).min().orElse(0);
    return new Counted(constraint, byPlace, byPlace.size() < constraint.minDomains() ? 0 : fewest);
  }

  private boolean counts(SpreadConstraint constraint, NodeView node) {
    return (!constraint.honorAffinity() || pod.selects(node))
        && (!constraint.honorTaints() || pod.toleratesAll(node));
  }

  private static String place(SpreadConstraint constraint, NodeView node) {
    return node.labels().getOrDefault(constraint.topologyKey(), "");
  }

  /** The text of a refusal; empty if the node passes. */
  List<String> check(NodeView node) {
    for (Counted each : counted) {
      if (!has(node, each.constraint)) {
        return List.of(TEXT + " (missing required label)");
      }
      int self = each.constraint.counts(pod) ? 1 : 0;
      int there = each.byPlace.getOrDefault(place(each.constraint, node), 0);
      if (there + self - each.fewest > each.constraint.maxSkew()) {
        return List.of(TEXT);
      }
    }
    return List.of();
  }
}
