package dev.podlane.compile.cni;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.HeaderMatch;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.RuleLine;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.Target;
import dev.podlane.net.ns.ElementIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The CNI plugin bridge with {@code isGateway} and {@code ipMasq}, and portmap
 * (containernetworking/plugins {@code plugins/main/bridge}, {@code
 * pkg/ip/ipmasq_iptables_linux.go}). Each pod has a chain that masquerades all it sends outside its
 * own node's block, to pods of other nodes too. The ways to the other blocks are the gateway's.
 *
 * @param network the network of the cluster
 */
public record CniBridge(ClusterNetwork network) implements BridgedNetwork {
  private static final String BRIDGE = "cni0";
  private static final String NETWORK = "cbr0";
  private static final String PREFIX = "CNI-";
  private static final Prefix MULTICAST = Prefix.parse("224.0.0.0/4");

  @Override
  public String bridge() {
    return BRIDGE;
  }

  @Override
  public void rules(Site site, Setup setup) {
    if (network.nodes().masquerade() && !site.ports().isEmpty()) {
      masquerade(site, setup);
    }
    Portmap.on(site, setup, NETWORK);
    CniFirewall.on(site, setup, Boolean.TRUE.equals(network.nodes().forwardRules()));
  }

  private static void masquerade(Site site, Setup setup) {
    List<Rule> jumps = new ArrayList<>();
    List<Chain> chains = new ArrayList<>();
    for (Site.Port port : site.ports()) {
      CniName name = CniName.of(NETWORK, port.pod());
      Chain chain = chain(name, site.link().address(port.address()).prefix());
      chains.add(chain);
      jumps.add(
          new RuleLine()
              .from(Prefix.host(port.address()))
              .comment(name.comment())
              .then(new Target.Jump(chain.name()))
              .rule());
    }
    Ruleset rules = setup.ns().ruleset();
    Table nat = Tables.appended(Tables.table(rules, Table.Kind.NAT), Hook.POSTROUTING, jumps);
    setup.now(
        setup.ns().withRuleset(rules.with(nat.withAll(chains))),
        Purpose.MASQUERADE_RULES,
        () -> owners(site, jumps, chains));
  }

  private static Chain chain(CniName name, Prefix block) {
    Rule inside = new RuleLine().to(block).comment(name.comment()).then(new Target.Accept()).rule();
    Rule outside =
        new RuleLine()
            .and(new HeaderMatch.Destination(MULTICAST, true))
            .comment(name.comment())
            .then(RuleLine.MASQUERADE)
            .rule();
    return new Chain(name.chain(PREFIX), null, List.of(inside, outside));
  }

  private static Map<String, ObjectRef> owners(Site site, List<Rule> jumps, List<Chain> chains) {
    String node = site.node().name();
    Map<String, ObjectRef> owners = new HashMap<>();
    for (int i = 0; i < chains.size(); i++) {
      ObjectRef pod = site.ports().get(i).pod().ref();
      Chain chain = chains.get(i);
      owners.put(ElementIds.chain(node, Table.Kind.NAT, chain.name()), pod);
      String hook = Hook.POSTROUTING.name();
      owners.put(ElementIds.rule(node, Table.Kind.NAT, hook, jumps.get(i)), pod);
      for (Rule rule : chain.rules()) {
        owners.put(ElementIds.rule(node, Table.Kind.NAT, chain.name(), rule), pod);
      }
    }
    return owners;
  }
}
