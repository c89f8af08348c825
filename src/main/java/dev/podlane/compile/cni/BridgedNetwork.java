package dev.podlane.compile.cni;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.Node;
import dev.podlane.net.addr.Ip;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A network of a bridge on each node, whose pods reach those of other nodes by the gateway. */
interface BridgedNetwork extends PodNetwork {
  /** The network of the cluster. */
  ClusterNetwork network();

  /** Name of each node's bridge. */
  String bridge();

  @Override
  default @Nullable PodLink link(Node node) {
    boolean hairpin = network().nodes().hairpin();
    return NodeBridge.of(bridge(), node.podCidr(), network().mtu(), hairpin, null);
  }

  @Override
  default List<String> devices() {
    return List.of(bridge());
  }

  @Override
  default Collection<Ip> addresses(Node node, boolean hasPods) {
    PodLink link = link(node);
    return link == null ? List.of() : List.of(link.gateway());
  }

  @Override
  default void devices(Site site, Setup setup) {
    setup.now(((NodeBridge) site.link()).on(site, setup.ns()), Purpose.BRIDGE);
  }
}
