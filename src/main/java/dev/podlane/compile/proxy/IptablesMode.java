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

/** Mode iptables. */
final class IptablesMode implements ProxyMode {
  private final ProxyPlan plan;
  private final PortsOfNode<IptablesPort> ports;
  private final AtomicReference<@Nullable PortRules> shared = new AtomicReference<>();

  /**
   * Of a plan.
   *
   * @param before the mode of an earlier plan; null for none
   */
  IptablesMode(ProxyPlan plan, @Nullable ProxyMode before) {
    RuleStyle style = plan.style();
    PortsOfNode<IptablesPort> known =
        before instanceof IptablesMode same && same.plan.style().equals(style) ? same.ports : null;
    this.plan = plan;
    this.ports =
        new PortsOfNode<>(
            plan.ports(),
            (port, node) -> IptablesPort.of(new PortOnNode(style, port, node)),
            known);
  }

  @Override
  public Ruleset rules(Ruleset before, Node node, List<Ip> addresses) {
    PortRules everywhere = shared.get();
    if (everywhere == null) {
      everywhere = PortRules.of(ports.shared(node));
      shared.set(everywhere);
    }
    PortRules written = everywhere.with(ports.own(node));
    return new IptablesTables(plan.proxy(), written).on(before, addresses);
  }

  @Override
  public Map<String, NodeProxies.Source> sources(Node node, int chains) {
    Map<String, NodeProxies.Source> found = new HashMap<>();
    int left = chains;
    for (IptablesPort written : ports.on(node)) {
      ProxiedPort port = written.port();
      for (ProxyRule each : written.rules()) {
        String chain = IptablesTables.chain(each.place());
        String id =
            ElementIds.rule(node.name(), IptablesTables.table(each.place()), chain, each.rule());
        found.put(id, new NodeProxies.Source(port.ref(), each.path(), each.why()));
      }
      for (Chain chain : left > 0 ? written.chains() : List.<Chain>of()) {
        left--;
        found.putAll(NodeProxies.Source.ofChain(node.name(), port, IptablesTables.NAT_NAME, chain));
      }
    }
    return found;
  }
}
