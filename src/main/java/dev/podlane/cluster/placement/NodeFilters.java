package dev.podlane.cluster.placement;

import dev.podlane.cluster.object.Node.Taint;
import dev.podlane.cluster.placement.PlacedPods.NodeUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The filters that look at one node alone, in the scheduler's order (rule 306). Each returns the
 * texts of a refusal, empty if the node passes.
 */
final class NodeFilters {
  private static final Taint CORDONED =
      new Taint("node.kubernetes.io/unschedulable", "", "NoSchedule");

  private NodeFilters() {}

  /** Plugin NodeUnschedulable. */
  static List<String> unschedulable(PodView pod, NodeView node) {
    return node.unschedulable() && !pod.tolerates(CORDONED)
        ? List.of("node(s) were unschedulable")
        : List.of();
  }

  /**
   * Plugin TaintToleration: the first taint that is not tolerated. The text names it up to 1.33,
   * and up to the first patches of 1.34 (kubernetes pull requests 134740 and 135023).
   */
  static List<String> taints(PodView pod, NodeView node, int minor) {
    for (Taint taint : node.taints()) {
      if (!NodeView.isSoft(taint) && !pod.tolerates(taint)) {
        return List.of(
            minor >= 34
                ? "node(s) had untolerated taint(s)"
                : "node(s) had untolerated taint {" + taint.key() + ": " + taint.value() + "}");
      }
    }
    return List.of();
  }

  /** Plugin NodeAffinity, for {@code nodeSelector} as well. */
  static List<String> affinity(PodView pod, NodeView node) {
    return pod.selects(node)
        ? List.of()
        : List.of("node(s) didn't match Pod's node affinity/selector");
  }

  /** Plugin NodePorts. */
  static List<String> ports(PodView pod, NodeUse use) {
    boolean taken =
        !pod.hostPorts().isEmpty()
            && pod.hostPorts().stream()
                .anyMatch(port -> use.hostPorts().stream().anyMatch(port::conflictsWith));
    return taken
        ? List.of("node(s) didn't have free ports for the requested pod ports")
        : List.of();
  }

  /** Plugin NodeResourcesFit: all that lacks, in the order of fitsRequest. */
  static List<String> resources(PodView pod, NodeView node, NodeUse use) {
    if (hasRoom(pod, node, use)) {
      return List.of();
    }
    List<String> lacking = new ArrayList<>(0);
    if (use.count() + 1 > node.pods()) {
      lacking.add("Too many pods");
    }
    Resources asked = pod.requests();
    for (String name : List.of(Resources.CPU, "memory", "ephemeral-storage")) {
      lack(name, asked.of(name), node, use, lacking);
    }
    for (Map.Entry<String, Long> each : asked.amounts().entrySet()) {
      if (isScalar(each.getKey())) {
        lack(each.getKey(), each.getValue(), node, use, lacking);
      }
    }
    return lacking;
  }

  /** Returns true if the node has all that is asked for, without the texts. */
  static boolean hasRoom(PodView pod, NodeView node, NodeUse use) {
    if (use.count() + 1 > node.pods()) {
      return false;
    }
    for (Map.Entry<String, Long> each : pod.requests().amounts().entrySet()) {
      if (each.getValue() > 0
          && !each.getKey().equals(Resources.PODS)
          && !node.has(each.getValue(), each.getKey(), use.requests())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isScalar(String name) {
    return switch (name) {
      case Resources.CPU, "memory", "ephemeral-storage", Resources.PODS -> false;
      default -> true;
    };
  }

  private static void lack(
      String name, long asked, NodeView node, NodeUse use, List<String> lacking) {
    if (asked > 0 && !node.has(asked, name, use.requests())) {
      lacking.add("Insufficient " + name);
    }
  }
}
