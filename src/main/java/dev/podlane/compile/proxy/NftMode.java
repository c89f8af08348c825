package dev.podlane.compile.proxy;

import dev.podlane.cluster.object.Node;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Ruleset;
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

  NftMode(ProxyPlan plan) {
    this.plan = plan;
    this.ports =
        new PortsOfNode<>(
            plan.ports(), (port, node) -> NftPort.of(new PortOnNode(plan, port, node)));
  }

  @Override
  public Ruleset rules(Ruleset before, Node node, List<Ip> addresses) {
    Shared everywhere = shared.get();
    if (everywhere == null) {
      List<NftPort> same = ports.shared(node);
      everywhere = new Shared(NftSets.of(plan, same), new PortChains<>(null, same, NftPort.NAMES));
      shared.set(everywhere);
    }
    List<NftPort> own = ports.own(node);
    NftSets sets = everywhere.sets().with(own, NftElements.hairpins(plan, node));
    PortChains<NftPort> chains =
        own.isEmpty()
            ? everywhere.chains()
            : new PortChains<>(everywhere.chains(), own, NftPort.NAMES);
    return new NftTables(plan, sets, chains).on(before, addresses);
  }

  @Override
  public Map<String, NodeProxies.Source> sources(Node node) {
    Map<String, NodeProxies.Source> found = new HashMap<>();
    NftElements.hairpins(plan, node).forEach(each -> put(found, node, each));
    for (NftPort written : ports.on(node)) {
      ProxiedPort port = written.port();
      written.entries().forEach(each -> put(found, node, each));
      for (NftPort.Affinity each : written.affinities()) {
        found.put(
            ElementIds.set(node.name(), NftTables.NAME, each.set()),
            new NodeProxies.Source(port.ref(), "spec.sessionAffinity", Why.SERVICE));
      }
      for (Chain chain : written.chains()) {
        found.putAll(NodeProxies.Source.ofChain(node.name(), port, NftTables.NAME, chain));
      }
    }
    return found;
  }

  private static void put(Map<String, NodeProxies.Source> found, Node node, NftPort.Entry each) {
    found.put(
        ElementIds.element(node.name(), NftTables.NAME, each.set(), each.element()),
        new NodeProxies.Source(each.service(), each.path(), each.why()));
  }
}
