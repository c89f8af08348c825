package dev.podlane.compile.proxy;

import dev.podlane.cluster.object.Node;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.ns.ElementIds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Mode nftables. */
final class NftMode implements ProxyMode {
  private final ProxyPlan plan;
  private final PortsOfNode<NftPort> ports;
  private final AtomicReference<@Nullable Shared> shared = new AtomicReference<>();

  /** The sets and chains of ports that are the same on every node. */
  private record Shared(NftSets sets, PortChains<NftPort> chains) {}

  /**
   * Of a plan.
   *
   * @param before the mode of an earlier plan; null for none
   */
  NftMode(ProxyPlan plan, @Nullable ProxyMode before) {
    RuleStyle style = plan.style();
    PortsOfNode<NftPort> known =
        before instanceof NftMode same && same.plan.style().equals(style) ? same.ports : null;
    this.plan = plan;
    this.ports =
        new PortsOfNode<>(
            plan.ports(), (port, node) -> NftPort.of(new PortOnNode(style, port, node)), known);
  }

  @Override
  public Ruleset rules(Ruleset before, Node node, List<Ip> addresses) {
    Shared everywhere = shared.get();
    if (everywhere == null) {
      List<NftPort> same = ports.shared(node);
      PortChains<NftPort> chains = new PortChains<>(null, same, NftPort.NAMES);
      everywhere = new Shared(NftSets.of(plan, same, chains), chains);
      shared.set(everywhere);
    }
    List<NftPort> own = ports.own(node);
    PortChains<NftPort> chains =
        own.isEmpty()
            ? everywhere.chains()
            : new PortChains<>(everywhere.chains(), own, NftPort.NAMES);
    NftSets sets = everywhere.sets().with(own, chains);
    return new NftTables(plan, sets.on(plan, node, addresses), chains).on(before);
  }

  @Override
  public Map<String, NodeProxies.Source> sources(Node node, int chains) {
    Map<String, NodeProxies.Source> found = new HashMap<>();
    int left = chains;
    for (NftElements.Hairpin each : NftElements.hairpins(plan, node)) {
      put(found, node, NftTables.HAIRPINS, each.element(), source(each.port()));
    }
    for (NftPort written : ports.on(node)) {
      ProxiedPort port = written.port();
      for (NftPort.Entry each : written.entries()) {
        NodeProxies.Source source = new NodeProxies.Source(each.service(), each.path(), each.why());
        put(found, node, each.set(), each.element(), source);
      }
      for (NftPort.Affinity each : written.affinities()) {
        found.put(
            ElementIds.set(node.name(), NftTables.NAME, each.set()),
            new NodeProxies.Source(port.ref(), "spec.sessionAffinity", Why.SERVICE));
      }
      for (Chain chain : left > 0 ? written.chains() : List.<Chain>of()) {
        left--;
        found.putAll(NodeProxies.Source.ofChain(node.name(), port, NftTables.NAME, chain));
      }
    }
    return found;
  }

  private static NodeProxies.Source source(ProxiedPort port) {
    return new NodeProxies.Source(port.ref(), port.path(), Why.SERVICE);
  }

  private static void put(
      Map<String, NodeProxies.Source> found,
      Node node,
      String set,
      Element element,
      NodeProxies.Source source) {
    found.put(ElementIds.element(node.name(), NftTables.NAME, set, element), source);
  }
}
