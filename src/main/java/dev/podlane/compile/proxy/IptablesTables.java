package dev.podlane.compile.proxy;

import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.AddressKind;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.DeferredRules;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.OtherMatch.AddressType;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.RuleLine;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.TableName;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.TrackingMatch.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The tables that kube-proxy in mode iptables keeps on a node (kubernetes {@code
 * pkg/proxy/iptables/proxier.go}). Its jumps are inserted at the top of the built-in chains.
 */
final class IptablesTables {
  static final TableName NAT_NAME = TableName.of(Table.Kind.NAT);
  private static final int BIT = 0x4000;
  private static final Prefix LOOPBACK = Prefix.parse("127.0.0.0/8");
  private static final String SERVICES = "KUBE-SERVICES";
  private static final String EXTERNAL = "KUBE-EXTERNAL-SERVICES";
  private static final String NODE_PORTS = "KUBE-NODEPORTS";
  private static final String POSTROUTING = "KUBE-POSTROUTING";
  private static final String FORWARD = "KUBE-FORWARD";
  private static final String FIREWALL = "KUBE-PROXY-FIREWALL";
  private static final String LOCALNET = "KUBE-FIREWALL";
  private static final String CANARY = "KUBE-PROXY-CANARY";
  private static final String BALANCER_FIREWALL = "kubernetes load balancer firewall";
  private static final String PORTALS = "kubernetes service portals";
  private static final String VISIBLE = "kubernetes externally-visible service portals";

  private final KubeProxy proxy;
  private final PortRules written;

  IptablesTables(KubeProxy proxy, PortRules written) {
    this.proxy = proxy;
    this.written = written;
  }

  private DeferredRules at(ProxyRule.Place place) {
    return Objects.requireNonNull(written.rules().get(place));
  }

  /** Returns the table and the chain of rules that all Services share. */
  static String chain(ProxyRule.Place place) {
    return switch (place) {
      case NAT_SERVICES, FILTER_SERVICES -> SERVICES;
      case NAT_NODE_PORTS, FILTER_NODE_PORTS -> NODE_PORTS;
      case FILTER_EXTERNAL -> EXTERNAL;
      case FILTER_FIREWALL -> FIREWALL;
    };
  }

  static Table.Kind table(ProxyRule.Place place) {
    return switch (place) {
      case NAT_SERVICES, NAT_NODE_PORTS -> Table.Kind.NAT;
      default -> Table.Kind.FILTER;
    };
  }

  /**
   * A node's rules with these.
   *
   * @param addresses the node's addresses that take node ports; only used if not all do
   */
  Ruleset on(Ruleset before, List<Ip> addresses) {
    Ruleset now = before.with(mangle(before));
    now = now.with(filter(table(now, Table.Kind.FILTER)));
    return now.with(nat(table(now, Table.Kind.NAT), addresses));
  }

  private static Table table(Ruleset ruleset, Table.Kind kind) {
    return ruleset.table(kind).map(Table::completed).orElseGet(() -> Table.empty(kind));
  }

  private static Table mangle(Ruleset before) {
    return table(before, Table.Kind.MANGLE).with(new Chain(CANARY, null, List.of()));
  }

  private static Table inserted(Table table, Hook hook, RuleLine... lines) {
    Chain chain = table.chain(hook.name()).orElseThrow();
    List<Rule> now = new ArrayList<>();
    for (RuleLine line : lines) {
      now.add(line.rule());
    }
    now.addAll(chain.rules());
    return table.with(chain.with(now));
  }

  private static RuleLine jump(String comment, String chain) {
    return new RuleLine().comment(comment).then(new Target.Jump(chain));
  }

  private static RuleLine jumpIfNew(String comment, String chain) {
    return new RuleLine()
        .and(new State(Set.of(State.Kind.NEW), false))
        .comment(comment)
        .then(new Target.Jump(chain));
  }

  private Table filter(Table before) {
    RuleLine localnet = RuleLine.jump(LOCALNET);
    RuleLine guard = jumpIfNew(BALANCER_FIREWALL, FIREWALL);
    RuleLine services = jumpIfNew(PORTALS, SERVICES);
    RuleLine visible = jumpIfNew(VISIBLE, EXTERNAL);
    RuleLine health = jump("kubernetes health check service ports", NODE_PORTS);
    Table now = inserted(before, Hook.INPUT, guard, health, visible, localnet);
    now =
        inserted(
            now,
            Hook.FORWARD,
            guard,
            jump("kubernetes forwarding rules", FORWARD),
            services,
            visible);
    now = inserted(now, Hook.OUTPUT, guard, services, localnet);
    now = now.with(new Chain(EXTERNAL, null, at(ProxyRule.Place.FILTER_EXTERNAL)));
    // kube-proxy makes the kubelet's chain as well, and its rule only if it needs it
    List<Rule> martians = IptablesWords.takesLocalhost(proxy) ? List.of(noMartians()) : List.of();
    return now.with(new Chain(LOCALNET, null, martians))
        .with(new Chain(FORWARD, null, forwarding()))
        .with(new Chain(NODE_PORTS, null, at(ProxyRule.Place.FILTER_NODE_PORTS)))
        .with(new Chain(CANARY, null, List.of()))
        .with(new Chain(FIREWALL, null, at(ProxyRule.Place.FILTER_FIREWALL)))
        .with(new Chain(SERVICES, null, at(ProxyRule.Place.FILTER_SERVICES)));
  }

  private static Rule noMartians() {
    Set<State.Kind> known = Set.of(State.Kind.RELATED, State.Kind.ESTABLISHED, State.Kind.DNAT);
    return new RuleLine()
        .notFrom(LOOPBACK)
        .to(LOOPBACK)
        .comment("block incoming localnet connections")
        .and(new State(known, true))
        .then(new Target.Drop())
        .rule();
  }

  private static List<Rule> forwarding() {
    Set<State.Kind> known = Set.of(State.Kind.RELATED, State.Kind.ESTABLISHED);
    return List.of(
        new RuleLine()
            .and(new State(Set.of(State.Kind.INVALID), false))
            .and(IptablesWords.counter("ct_state_invalid_dropped_pkts"))
            .then(new Target.Drop())
            .rule(),
        new RuleLine()
            .comment("kubernetes forwarding rules")
            .and(new OtherMatch.Mark(BIT, BIT, false))
            .then(new Target.Accept())
            .rule(),
        new RuleLine()
            .comment("kubernetes forwarding conntrack rule")
            .and(new State(known, false))
            .then(new Target.Accept())
            .rule());
  }

  private Table nat(Table before, List<Ip> addresses) {
    RuleLine services = jump(PORTALS, SERVICES);
    Table now = inserted(before, Hook.PREROUTING, services);
    now = inserted(now, Hook.OUTPUT, services);
    now = inserted(now, Hook.POSTROUTING, jump("kubernetes postrouting rules", POSTROUTING));
    List<Chain> all = new ArrayList<>();
    Target mark = new Target.Mark(BIT, BIT);
    all.add(new Chain(IptablesWords.MARK, null, List.of(new RuleLine().then(mark).rule())));
    all.add(new Chain(NODE_PORTS, null, at(ProxyRule.Place.NAT_NODE_PORTS)));
    all.add(new Chain(POSTROUTING, null, masquerading()));
    all.add(new Chain(CANARY, null, List.of()));
    DeferredRules.Builder portals = at(ProxyRule.Place.NAT_SERVICES).followed();
    nodePorts(addresses).forEach(portals::always);
    all.add(new Chain(SERVICES, null, portals.build()));
    return now.withAll(all).withSupply(written.chains());
  }

  private static List<Rule> masquerading() {
    return List.of(
        new RuleLine().and(new OtherMatch.Mark(BIT, BIT, true)).then(new Target.Return()).rule(),
        new RuleLine().then(new Target.Mark(BIT, 0)).rule(),
        new RuleLine()
            .comment("kubernetes service traffic requiring SNAT")
            .then(new Target.Snat(null, null, null, false, true, false))
            .rule());
  }

  private List<Rule> nodePorts(List<Ip> addresses) {
    String comment = "kubernetes service nodeports; NOTE: this must be the last rule in this chain";
    Target jump = new Target.Jump(NODE_PORTS);
    List<Rule> found = new ArrayList<>();
    if (proxy.nodePorts().isAll()) {
      RuleLine line = new RuleLine();
      line = IptablesWords.takesLocalhost(proxy) ? line : line.butTo(LOOPBACK);
      found.add(
          line.comment(comment)
              .and(new AddressType(false, AddressKind.LOCAL, AddressType.Limit.NONE, false))
              .then(jump)
              .rule());
      return found;
    }
    for (Ip address : addresses) {
      if (!address.isLoopback() || IptablesWords.takesLocalhost(proxy)) {
        found.add(new RuleLine().to(Prefix.host(address)).comment(comment).then(jump).rule());
      }
    }
    return found;
  }
}
