package dev.podlane.time.taint;

import dev.podlane.cluster.object.Node.Taint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The taints that the node-lifecycle controller keeps on a node (rules 279 and 292;
 * nodeConditionToTaintKeyStatusMap in pkg/controller/nodelifecycle/node_lifecycle_controller.go).
 */
public final class NodeTaints {
  private static final Map<String, String> PRESSURES =
      Map.of(
          "MemoryPressure", "node.kubernetes.io/memory-pressure",
          "DiskPressure", "node.kubernetes.io/disk-pressure",
          "NetworkUnavailable", "node.kubernetes.io/network-unavailable",
          "PIDPressure", "node.kubernetes.io/pid-pressure");

  private static final String UNSCHEDULABLE = "node.kubernetes.io/unschedulable";

  private NodeTaints() {}

  /**
   * A condition of a node.
   *
   * @param type its type, such as Ready
   * @param status True, False or Unknown
   */
  public record NodeCondition(String type, String status) {}

  /** Taints NoSchedule: of the conditions in their order, then of a cordon. */
  public static List<Taint> noSchedule(List<NodeCondition> conditions, boolean unschedulable) {
    List<Taint> taints = new ArrayList<>();
    for (NodeCondition condition : conditions) {
      String pressure = PRESSURES.get(condition.type());
      if (pressure != null && condition.status().equals("True")) {
        taints.add(new Taint(pressure, "", "NoSchedule"));
      }
      readiness(condition, "NoSchedule").ifPresent(taints::add);
    }
    if (unschedulable) {
      taints.add(new Taint(UNSCHEDULABLE, "", "NoSchedule"));
    }
    return taints;
  }

  /** The taint NoExecute of a node that is not Ready; it is added at a limited rate (rule 284). */
  public static Optional<Taint> noExecute(List<NodeCondition> conditions) {
    return conditions.stream().flatMap(each -> readiness(each, "NoExecute").stream()).findFirst();
  }

  private static Optional<Taint> readiness(NodeCondition condition, String effect) {
    if (!condition.type().equals("Ready")) {
      return Optional.empty();
    }
    return switch (condition.status()) {
      case "False" -> Optional.of(new Taint(TimedToleration.NOT_READY, "", effect));
      case "Unknown" -> Optional.of(new Taint(TimedToleration.UNREACHABLE, "", effect));
      default -> Optional.empty();
    };
  }
}
