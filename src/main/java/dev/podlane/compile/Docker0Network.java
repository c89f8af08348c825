package dev.podlane.compile;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.Node;
import dev.podlane.compile.cni.NodeBridge;
import dev.podlane.compile.cni.PodLink;
import dev.podlane.compile.cni.PodNetwork;
import dev.podlane.compile.cni.Purpose;
import dev.podlane.compile.cni.Setup;
import dev.podlane.compile.cni.Site;
import dev.podlane.compile.docker.Machine;
import dev.podlane.net.addr.Ip;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kubelet without a plugin: pods on the Docker engine's own bridge, with the engine's rules. */
final class Docker0Network implements PodNetwork {
  private final ClusterNetwork network;

  Docker0Network(ClusterNetwork network) {
    this.network = network;
  }

  @Override
  public @Nullable PodLink link(Node node) {
    boolean hairpin = network.nodes().hairpin();
    return NodeBridge.of(Machine.DOCKER0, node.podCidr(), network.mtu(), hairpin, null);
  }

  @Override
  public List<String> devices() {
    return List.of(Machine.DOCKER0);
  }

  @Override
  public Collection<Ip> addresses(Node node, boolean hasPods) {
    PodLink link = link(node);
    return link == null ? List.of() : List.of(link.gateway());
  }

  @Override
  public void devices(Site site, Setup setup) {
    NodeBridge bridge = (NodeBridge) site.link();
    setup.now(setup.ns().withRuleset(Machine.rules(bridge.block())), Purpose.DOCKER_RULES);
    setup.now(bridge.on(site, setup.ns()), Purpose.BRIDGE);
  }

  /** Docker's own bridge has no portmap plugin. */
  @Override
  public void rules(Site site, Setup setup) {}
}
