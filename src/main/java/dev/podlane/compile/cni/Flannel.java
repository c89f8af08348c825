package dev.podlane.compile.cni;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.PodNetworkKind;
import dev.podlane.cluster.object.PodPlugin;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.route.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * flannel with the backends vxlan and host-gw (flannel-io/flannel {@code pkg/backend}): its CNI
 * plugin delegates to the bridge plugin with {@code hairpinMode} and {@code isDefaultGateway}, and
 * to portmap; flanneld makes the tunnel, the routes and the rules.
 */
public final class Flannel implements PodNetwork {
  private static final String BRIDGE = "cni0";

  /** Name of the network in the manifest's {@code cni-conf.json}. */
  private static final String NETWORK = "cbr0";

  private static final int VNI = 1;
  private static final int PORT = 8472;

  private final ClusterNetwork network;
  private final @Nullable Vtep tunnel;
  private final int mtu;
  private final OtherNodes others;
  private final FlannelRules rules;

  /** The network of a cluster. */
  public Flannel(ClusterNetwork network, List<Node> nodes) {
    PodPlugin plugin = network.plugin();
    boolean wraps = plugin.kind() == PodNetworkKind.FLANNEL_VXLAN;
    int vni = plugin.vni() == null ? VNI : plugin.vni();
    int port = plugin.port() == null ? PORT : plugin.port();
    this.network = network;
    this.mtu = wraps ? Vtep.mtu(network.mtu()) : network.mtu();
    this.tunnel = wraps ? new Vtep("flannel." + vni, vni, port, mtu) : null;
    this.others = OtherNodes.of(nodes);
    this.rules = new FlannelRules(network.podCidr());
  }

  @Override
  public @Nullable PodLink link(Node node) {
    boolean hairpin = network.nodes().hairpin();
    return NodeBridge.of(BRIDGE, node.podCidr(), mtu, hairpin, network.podCidr());
  }

  @Override
  public List<String> devices() {
    return tunnel == null ? List.of(BRIDGE) : List.of(tunnel.name(), BRIDGE);
  }

  @Override
  public Collection<Ip> addresses(Node node, boolean hasPods) {
    Prefix block = node.podCidr();
    PodLink link = link(node);
    if (block == null || link == null) {
      return List.of();
    }
    return tunnel == null ? List.of(link.gateway()) : List.of(block.network(), link.gateway());
  }

  @Override
  public void devices(Site site, Setup setup) {
    NodeBridge bridge = (NodeBridge) site.link();
    if (tunnel != null) {
      setup.now(tunnel.on(site, setup.ns(), bridge.block().network()), Purpose.TUNNEL);
    }
    setup.now(bridge.on(site, setup.ns()), Purpose.BRIDGE);
    if (tunnel != null) {
      List<OtherNodes.Way> wrapped = new ArrayList<>();
      others.from(site.node()).stream().filter(way -> !isDirect(way)).forEach(wrapped::add);
      List<Ip> addresses = wrapped.stream().map(way -> way.block().network()).toList();
      setup.now(tunnel.knowing(site, setup.ns(), wrapped, addresses), Purpose.TUNNEL);
    }
    others.route(site, setup, this::route);
  }

  private boolean isDirect(OtherNodes.Way way) {
    return network.plugin().direct() && network.nodeCidr().contains(way.address());
  }

  private Route route(OtherNodes.Way way) {
    if (tunnel == null || isDirect(way)) {
      return OtherNodes.direct(way);
    }
    Ip hop = way.block().network();
    return Route.unicast(way.block(), hop, tunnel.name(), null, 0).onLink();
  }

  @Override
  public void rules(Site site, Setup setup) {
    Prefix block = ((NodeBridge) site.link()).block();
    boolean masquerade = network.nodes().masquerade();
    boolean forwards = !Boolean.FALSE.equals(network.nodes().forwardRules());
    if (network.plugin().nftables()) {
      setup.now(
          setup.ns().withRuleset(rules.nftables(setup.ns().ruleset(), block, masquerade, forwards)),
          Purpose.PLUGIN_RULES);
    } else {
      if (masquerade) {
        setup.now(
            setup.ns().withRuleset(rules.masquerading(setup.ns().ruleset(), block)),
            Purpose.MASQUERADE_RULES);
      }
      if (forwards) {
        setup.now(
            setup.ns().withRuleset(rules.forwarding(setup.ns().ruleset())), Purpose.PLUGIN_RULES);
      }
    }
    Portmap.on(site, setup, NETWORK);
  }
}
