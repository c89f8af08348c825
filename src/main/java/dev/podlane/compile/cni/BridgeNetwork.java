package dev.podlane.compile.cni;

import dev.podlane.cluster.object.ClusterNetwork;

/**
 * The article's network, as kubenet made it: a bridge {@code cbr0} on each node, and routes to the
 * nodes' blocks at the gateway. Masquerading is the work of ip-masq-agent, if it is there.
 *
 * @param network the network of the cluster
 */
public record BridgeNetwork(ClusterNetwork network) implements BridgedNetwork {
  private static final String BRIDGE = "cbr0";

  @Override
  public String bridge() {
    return BRIDGE;
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
