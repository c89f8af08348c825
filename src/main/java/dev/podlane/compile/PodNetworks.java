package dev.podlane.compile;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.compile.cni.BridgeNetwork;
import dev.podlane.compile.cni.PodNetwork;
import java.util.List;
import java.util.Map;

/** The one place where the plugin of a cluster is chosen. */
final class PodNetworks {
  private PodNetworks() {}

  /**
   * The pod network of a cluster.
   *
   * @param pods pods that have a network, by node
   */
  static PodNetwork of(ClusterNetwork network, List<Node> nodes, Map<String, List<Pod>> pods) {
    return switch (network.podNetwork()) {
      case BRIDGE -> new BridgeNetwork(network);
      case DOCKER0 -> new Docker0Network(network);
      default -> new BridgeNetwork(network);
    };
  }
}
