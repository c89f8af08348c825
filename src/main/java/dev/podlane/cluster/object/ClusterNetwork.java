package dev.podlane.cluster.object;

import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts about the network that manifests cannot state: the custom resource {@code
 * podlane.dev/v1 ClusterNetwork}, with absent fields inferred (see docs/cluster-network.md).
 *
 * @param ref its name
 * @param place place in the documents; {@link Place#NOWHERE} if inferred
 * @param nodeCidr the private network all nodes and the gateway are on ({@code nodeNetwork.cidr})
 * @param gateway the router's address in it ({@code nodeNetwork.gateway})
 * @param podCidr network that the nodes' blocks are cut from ({@code podCIDR})
 * @param nodeMaskSize prefix length of a node's block ({@code nodeMaskSize})
 * @param serviceCidr addresses of Services ({@code serviceCIDR})
 * @param plugin the plugin that makes the network between pods ({@code podNetwork})
 * @param mtu largest IP packet of every device, in bytes ({@code mtu})
 * @param proxy kube-proxy on every node
 * @param nodes settings of every node
 * @param gatewayRoutes exactly the gateway's routes besides its connected one; null if not written,
 *     which means one per node block
 */
public record ClusterNetwork(
    ObjectRef ref,
    Place place,
    Prefix nodeCidr,
    Ip gateway,
    Prefix podCidr,
    int nodeMaskSize,
    Prefix serviceCidr,
    PodPlugin plugin,
    int mtu,
    KubeProxy proxy,
    NodeSettings nodes,
    @Nullable List<GatewayRoute> gatewayRoutes) {
  /** Blocks with longer prefixes have no room for a gateway and a pod, and are refused. */
  public static final int LONGEST_BLOCK = 30;

  public ClusterNetwork {
    gatewayRoutes = gatewayRoutes == null ? null : List.copyOf(gatewayRoutes);
  }

  /** The same with another configuration of kube-proxy. */
  public ClusterNetwork with(KubeProxy other) {
    return new ClusterNetwork(
        ref,
        place,
        nodeCidr,
        gateway,
        podCidr,
        nodeMaskSize,
        serviceCidr,
        plugin,
        mtu,
        other,
        nodes,
        gatewayRoutes);
  }

  /** The kind of network between pods. */
  public PodNetworkKind podNetwork() {
    return plugin.kind();
  }

  /** Returns true if the documents describe it; false if all of it is inferred. */
  public boolean isWritten() {
    return !place.equals(Place.NOWHERE);
  }
}
