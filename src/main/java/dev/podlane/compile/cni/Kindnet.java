package dev.podlane.compile.cni;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.Node;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.AddressKind;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.OtherMatch.AddressType;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.RuleLine;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.Target;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteType;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * kindnetd, the plugin of kind (kubernetes-sigs/kind {@code images/kindnetd}): the plugins ptp,
 * host-local and portmap, a route to each other node's block, and kind-masq-agent.
 */
public final class Kindnet implements PodNetwork {
  private static final String NETWORK = "kindnet";
  private static final String CHAIN = "KIND-MASQ-AGENT";
  private static final String ENSURE =
      "kind-masq-agent: ensure nat POSTROUTING directs all non-LOCAL destination traffic to our"
          + " custom KIND-MASQ-AGENT chain";
  private static final String LOCAL = "kind-masq-agent: local traffic is not subject to MASQUERADE";
  private static final String OUTBOUND =
      "kind-masq-agent: outbound traffic is subject to MASQUERADE (must be last in chain)";
  private static final Rule JUMP =
      new RuleLine()
          .and(new AddressType(false, AddressKind.LOCAL, AddressType.Limit.NONE, true))
          .comment(ENSURE)
          .then(new Target.Jump(CHAIN))
          .rule();

  private final ClusterNetwork network;
  private final OtherNodes others;
  private final Chain agent;

  /** The network of a cluster. */
  public Kindnet(ClusterNetwork network, List<Node> nodes) {
    this.network = network;
    this.others = OtherNodes.of(nodes);
    Prefix pods = network.podCidr();
    this.agent =
        new Chain(
            CHAIN,
            null,
            List.of(
                new RuleLine().to(pods).comment(LOCAL).then(new Target.Return()).rule(),
                new RuleLine().comment(OUTBOUND).then(RuleLine.MASQUERADE).rule()));
  }

  @Override
  public @Nullable PodLink link(Node node) {
    Prefix block = node.podCidr();
    return block != null && NodeBridge.isUsable(block)
        ? new PointToPoint(block, network.mtu())
        : null;
  }

  /** Each pod's wire ends at the same address. */
  @Override
  public Collection<Ip> addresses(Node node, boolean hasPods) {
    PodLink link = link(node);
    return link == null || !hasPods ? List.of() : List.of(link.gateway());
  }

  @Override
  public void devices(Site site, Setup setup) {
    others.route(site, setup, OtherNodes::direct);
  }

  @Override
  public void plugged(Site site, Setup setup) {
    InterfaceAddress gateway = new InterfaceAddress(site.link().gateway(), Wires.HOST);
    NetworkNamespace now = setup.ns();
    for (Site.Port port : site.ports()) {
      now = Addressing.add(now, port.device(), gateway);
    }
    PodRoutes.add(site, setup, now, Kindnet::route);
  }

  /** Has the scope of the host itself (containernetworking/plugins {@code ip.AddHostRoute}). */
  private static Route route(Site.Port port) {
    return new Route(
        RouteType.UNICAST,
        Prefix.host(port.address()),
        null,
        port.device(),
        null,
        0,
        Route.Scope.HOST,
        "boot");
  }

  @Override
  public void rules(Site site, Setup setup) {
    if (network.nodes().masquerade()) {
      Ruleset rules = setup.ns().ruleset();
      Table nat = Tables.appended(rules, Table.Kind.NAT, Hook.POSTROUTING, JUMP);
      setup.now(setup.ns().withRuleset(rules.with(nat.with(agent))), Purpose.MASQUERADE_RULES);
    }
    Portmap.on(site, setup, NETWORK);
    CniFirewall.on(site, setup, Boolean.TRUE.equals(network.nodes().forwardRules()));
  }
}
