package dev.podlane.cluster.policy.verdict;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.Node;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import org.jspecify.annotations.Nullable;

/** The addresses by which policies see nodes. */
public final class NodeAddresses {
  private NodeAddresses() {}

  /** The first InternalIP of a family; null if there is none. */
  public static @Nullable Ip own(Node node, Ip.Family family) {
    Ip own = node.internalIp();
    if (own != null && own.family() == family) {
      return own;
    }
    return node.traits().internalIps().stream()
        .filter(ip -> ip.family() == family)
        .findFirst()
        .orElse(null);
  }

  /**
   * The source of what a node sends to pods of other nodes: its tunnel's address where there is a
   * tunnel (rule 65).
   *
   * @return null if it is not known: Calico takes that of its tunnel from its own pools
   */
  public static @Nullable Ip towardsPods(ClusterNetwork network, Node node, Ip.Family family) {
    Prefix block = node.podCidr();
    return switch (network.podNetwork()) {
      case FLANNEL_VXLAN -> block == null ? null : block.network();
      case CALICO_IPIP, CALICO_VXLAN, CALICO_CROSSSUBNET -> null;
      default -> own(node, family);
    };
  }
}
