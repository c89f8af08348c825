package dev.podlane.answer.topology;

import dev.podlane.cluster.object.Node;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Labels of nodes that say where they stand. */
final class NodeLabels {
  /** The well-known label, and the one it replaced in Kubernetes 1.17. */
  private static final List<String> ZONE =
      List.of("topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone");

  /** Kubernetes knows no label for racks: these are in use, the second is Rook's. */
  private static final List<String> RACK =
      List.of("topology.kubernetes.io/rack", "topology.rook.io/rack", "rack");

  private NodeLabels() {}

  /** The zone of a node; null if it has no such label. */
  static @Nullable String zone(Node node) {
    return first(node, ZONE);
  }

  /** The rack of a node; null if it has no such label. */
  static @Nullable String rack(Node node) {
    return first(node, RACK);
  }

  private static @Nullable String first(Node node, List<String> keys) {
    return keys.stream()
        .map(key -> node.labels().get(key))
        .filter(Objects::nonNull)
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse(null);
  }
}
