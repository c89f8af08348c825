package dev.podlane.cluster.placement;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A decision on a pod's node.
 *
 * @param nodes the nodes that were looked at, with the reasons against each, in that order
 * @param chosen the node; null if none fits
 * @param message text of the event FailedScheduling, without its preemption half (rules 307 and
 *     316); empty if a node was chosen
 */
public record Placement(List<NodeReason> nodes, @Nullable String chosen, String message) {
  /** A plugin of the scheduler that refuses nodes. */
  public enum Filter {
    NODE_UNSCHEDULABLE("NodeUnschedulable"),
    TAINT_TOLERATION("TaintToleration"),
    NODE_AFFINITY("NodeAffinity"),
    NODE_PORTS("NodePorts"),
    NODE_RESOURCES_FIT("NodeResourcesFit"),
    POD_TOPOLOGY_SPREAD("PodTopologySpread"),
    INTER_POD_AFFINITY("InterPodAffinity");

    /** All, in the scheduler's order. */
    static final List<Filter> IN_ORDER = List.of(values());

    private final String plugin;

    Filter(String plugin) {
      this.plugin = plugin;
    }

    /** The plugin's name. */
    public String plugin() {
      return plugin;
    }
  }

  /**
   * A node's part of the decision.
   *
   * @param node its name
   * @param filter the first plugin that refused it; null if it fits
   * @param reasons the plugin's texts; empty if it fits
   */
  public record NodeReason(String node, @Nullable Filter filter, List<String> reasons) {
    public NodeReason {
      reasons = List.copyOf(reasons);
    }

    /** Returns true if the pod may be there. */
    public boolean fits() {
      return filter == null;
    }
  }

  public Placement {
    nodes = List.copyOf(nodes);
  }

  /**
   * The same decision in a cluster with more nodes than were looked at. The scheduler leaves out at
   * once those that the name in the pod's node affinity is not: a DaemonSet writes it
   * (AbsentNodesStatus in pkg/scheduler/framework/types.go).
   *
   * @param all number of nodes of the cluster
   */
  public Placement among(int all) {
    if (chosen != null || nodes.isEmpty() || nodes.size() >= all) {
      return this;
    }
    Map<String, Integer> absent = new TreeMap<>();
    absent.put("node(s) didn't satisfy plugin(s) [NodeAffinity]", all - nodes.size());
    return new Placement(nodes, null, message(nodes, absent, all));
  }

  /** The decision that no node fits (FitError.Error in pkg/scheduler/framework/types.go). */
  static Placement none(List<NodeReason> nodes) {
    if (nodes.isEmpty()) {
      return new Placement(nodes, null, "no nodes available to schedule pods");
    }
    return new Placement(nodes, null, message(nodes, new TreeMap<>(), nodes.size()));
  }

  private static String message(List<NodeReason> nodes, Map<String, Integer> counts, int all) {
    nodes.forEach(node -> node.reasons().forEach(each -> counts.merge(each, 1, Integer::sum)));
    String reasons =
        counts.entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey())
            .sorted()
            .collect(Collectors.joining(", "));
    return "0/" + all + " nodes are available: " + reasons + ".";
  }
}
