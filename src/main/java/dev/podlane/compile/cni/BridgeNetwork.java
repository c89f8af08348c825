package dev.podlane.compile.cni;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.Node;
import dev.podlane.net.addr.Ip;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The article's network, as kubenet made it: a bridge {@code cbr0} on each node, and routes to the
 * nodes' blocks at the gateway. Masquerading is the work of ip-masq-agent, if it is there.
 */
public final class BridgeNetwork implements PodNetwork {
  private static final String BRIDGE = "cbr0";

  private final ClusterNetwork network;

  /** The network of a cluster. */
  public BridgeNetwork(ClusterNetwork network) {
    this.network = network;
  }

  @Override
  public @Nullable PodLink link(Node node) {
    boolean hairpin = network.nodes().hairpin();
    return NodeBridge.of(BRIDGE, node.podCidr(), network.mtu(), hairpin, null);
  }

  @Override
  public List<String> devices() {
    return List.of(BRIDGE);
  }

  @Override
  public Collection<Ip> addresses(Node node, boolean hasPods) {
    PodLink link = link(node);
    return link == null ? List.of() : List.of(link.gateway());
  }

  @Override
  public void devices(Site site, Setup setup) {
    setup.now(((NodeBridge) site.link()).on(site, setup.ns()), Purpose.BRIDGE);
  }

  @Override
  public void rules(Site site, Setup setup) {
    if (network.nodes().masquerade()) {
      setup.now(
          setup.ns().withRuleset(MasqueradeAgent.on(setup.ns().ruleset(), network.podCidr())),
          Purpose.MASQUERADE_RULES);
    }
    Portmap.on(site, setup, BRIDGE);
    CniFirewall.on(site, setup, Boolean.TRUE.equals(network.nodes().forwardRules()));
  }
}
