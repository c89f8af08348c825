package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Node;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.RuleLine;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.TrackingMatch;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ExternalIP addresses of nodes. No device of a node in a cloud has such an address: the
 * provider's router translates it, one to one, to the node's own.
 */
final class NodeMapping {
  private NodeMapping() {}

  /** The node that has an address beyond the gateway only; empty if none has. */
  static Optional<Node> of(Cluster cluster, Ip address) {
    return cluster.nodes().stream()
        .filter(node -> node.traits().externalIps().contains(address))
        .filter(node -> node.internalIp() != null && !address.equals(node.internalIp()))
        .findFirst();
  }

  /** The router with the rules for one address, unless it has them. */
  static NetworkNamespace on(NetworkNamespace router, Beyond.Mapped mapped) {
    Ip inner = mapped.inner();
    Rule there =
        new RuleLine()
            .to(Prefix.host(mapped.outer()))
            .then(new Target.Dnat(inner, inner, null, false, false))
            .rule();
    // what comes from a neighbour of the node has to come back this way
    Rule back =
        new RuleLine()
            .from(mapped.nodes())
            .and(new TrackingMatch.OriginalAddress(false, Prefix.host(mapped.outer()), false))
            .then(RuleLine.MASQUERADE)
            .rule();
    Table nat =
        router
            .ruleset()
            .table(Table.Kind.NAT)
            .orElseGet(() -> Table.empty(Table.Kind.NAT))
            .completed();
    Table now = appended(appended(nat, Hook.PREROUTING, there), Hook.POSTROUTING, back);
    return router.withRuleset(router.ruleset().with(now));
  }

  private static Table appended(Table table, Hook hook, Rule rule) {
    Chain chain = table.chain(hook.name()).orElseThrow();
    if (chain.rules().contains(rule)) {
      return table;
    }
    List<Rule> all = new ArrayList<>(chain.rules());
    all.add(rule);
    return table.with(chain.with(all));
  }
}
