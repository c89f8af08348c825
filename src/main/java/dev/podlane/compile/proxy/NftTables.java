package dev.podlane.compile.proxy;

import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.BaseChain;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Family;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.StatementLine;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.TableName;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.HeaderField;
import dev.podlane.net.filter.nft.MetaKey;
import dev.podlane.net.filter.nft.NamedSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table that kube-proxy in mode nftables keeps on a node. */
final class NftTables {
  static final int BIT = 0x4000;
  static final TableName NAME = new TableName(Family.IP, "kube-proxy");
  static final String CLUSTER_IPS = "cluster-ips";
  static final String NODE_PORT_IPS = "nodeport-ips";
  static final String HAIRPINS = "hairpin-connections";
  static final String FIREWALL_IPS = "firewall-ips";
  static final String NO_ENDPOINT_NODE_PORTS = "no-endpoint-nodeports";
  static final String NO_ENDPOINT_SERVICES = "no-endpoint-services";
  static final String SERVICE_IPS = "service-ips";
  static final String SERVICE_NODE_PORTS = "service-nodeports";
  static final String REJECTING = "reject-chain";
  static final String MARKING = "mark-for-masquerade";
  private static final String MASQUERADING = "masquerading";
  private static final String SERVICES = "services";
  private static final String CLUSTER_CHECK = "cluster-ips-check";
  private static final String FIREWALL_CHECK = "firewall-check";
  private static final String NODE_PORT_CHECK = "nodeport-endpoints-check";
  private static final String SERVICE_CHECK = "service-endpoints-check";
  private static final Prefix LOOPBACK = Prefix.parse("127.0.0.0/8");

  private static final Expression TO_SERVICE =
      new Expression.Concat(
          List.of(
              new Expression.Field(HeaderField.IP_DADDR),
              new Expression.Meta(MetaKey.L4PROTO),
              new Expression.Field(HeaderField.TH_DPORT)));
  private static final Expression TO_NODE_PORT =
      new Expression.Concat(
          List.of(
              new Expression.Meta(MetaKey.L4PROTO), new Expression.Field(HeaderField.TH_DPORT)));
  private static final Expression HAIRPIN =
      new Expression.Concat(
          List.of(
              new Expression.Field(HeaderField.IP_SADDR),
              new Expression.Field(HeaderField.IP_DADDR),
              new Expression.Meta(MetaKey.L4PROTO),
              new Expression.Field(HeaderField.TH_DPORT)));

  private final ProxyPlan plan;
  private final KubeProxy proxy;
  private final NftVersion version;
  private final Map<String, NamedSet> sets;
  private final PortChains<NftPort> stock;
  private final Map<String, Chain> chains = new LinkedHashMap<>();

  NftTables(ProxyPlan plan, Map<String, NamedSet> sets, PortChains<NftPort> stock) {
    this.plan = plan;
    this.proxy = plan.proxy();
    this.version = NftVersion.of(proxy.minorVersion());
    this.sets = sets;
    this.stock = stock;
  }

  /** A node's rules with this table. */
  Ruleset on(Ruleset before) {
    filters();
    translations();
    shared();
    Table table = new Table(NAME, chains, sets, List.of(), "rules for kube-proxy", List.of());
    return before.with(table.withSupply(stock));
  }

  private void base(String name, BaseChain.Type type, Hook hook, int priority, Rule... rules) {
    BaseChain base = new BaseChain(type, hook, priority, Chain.Policy.ACCEPT, List.of(), 0);
    chains.put(name, new Chain(name, base.touched(Chain.Policy.ACCEPT), List.of(rules)));
  }

  private void filter(String name, Hook hook, int priority, Rule... rules) {
    base(name, BaseChain.Type.FILTER, hook, priority, rules);
  }

  private static Rule ifNew(String chain) {
    return new StatementLine().isNew().jump(chain).rule();
  }

  private void filters() {
    if (version == NftVersion.BEFORE_DNAT) {
      filter("filter-prerouting", Hook.PREROUTING, -110, ifNew(FIREWALL_CHECK));
      filter("filter-input", Hook.INPUT, -110, ifNew(NODE_PORT_CHECK), ifNew(SERVICE_CHECK));
      filter("filter-forward", Hook.FORWARD, -110, ifNew(SERVICE_CHECK), ifNew(CLUSTER_CHECK));
      filter("filter-output", Hook.OUTPUT, -110, ifNew(SERVICE_CHECK), ifNew(FIREWALL_CHECK));
      filter("filter-output-post-dnat", Hook.OUTPUT, -90, ifNew(CLUSTER_CHECK));
      return;
    }
    filter("filter-prerouting-pre-dnat", Hook.PREROUTING, -110, ifNew(FIREWALL_CHECK));
    filter("filter-output-pre-dnat", Hook.OUTPUT, -110, ifNew(FIREWALL_CHECK));
    filter("filter-forward", Hook.FORWARD, 0, ifNew(SERVICE_CHECK), ifNew(CLUSTER_CHECK));
    filter("filter-input", Hook.INPUT, 0, ifNew(NODE_PORT_CHECK), ifNew(SERVICE_CHECK));
    filter("filter-output", Hook.OUTPUT, 0, ifNew(SERVICE_CHECK), ifNew(CLUSTER_CHECK));
  }

  private void translations() {
    Rule toServices = new StatementLine().jump(SERVICES).rule();
    Rule toMasquerading = new StatementLine().jump(MASQUERADING).rule();
    base("nat-output", BaseChain.Type.NAT, Hook.OUTPUT, -100, toServices);
    base("nat-postrouting", BaseChain.Type.NAT, Hook.POSTROUTING, 100, toMasquerading);
    base("nat-prerouting", BaseChain.Type.NAT, Hook.PREROUTING, -100, toServices);
  }

  private void chain(String name, List<Rule> rules) {
    chains.put(name, new Chain(name, null, rules));
  }

  private void shared() {
    chain(
        CLUSTER_CHECK,
        List.of(
            new StatementLine()
                .inSet(HeaderField.IP_DADDR, CLUSTER_IPS)
                .reject()
                .comment("Reject traffic to invalid ports of ClusterIPs")
                .rule(),
            new StatementLine()
                .in(HeaderField.IP_DADDR, plan.services())
                .drop()
                .comment("Drop traffic to unallocated ClusterIPs")
                .rule()));
    chain(FIREWALL_CHECK, List.of(new StatementLine().vmap(TO_SERVICE, FIREWALL_IPS).rule()));
    if (!version.hasMaps()) {
      chain(MARKING, List.of(new StatementLine().mark(BIT).rule()));
    }
    chain(MASQUERADING, masquerading());
    // comes from the hook input, whose packets are all for the node
    StatementLine toNode = toNode(new StatementLine());
    chain(NODE_PORT_CHECK, List.of(toNode.vmap(TO_NODE_PORT, NO_ENDPOINT_NODE_PORTS).rule()));
    chain(SERVICES, services());
    chain(
        SERVICE_CHECK, List.of(new StatementLine().vmap(TO_SERVICE, NO_ENDPOINT_SERVICES).rule()));
    chains.put(
        REJECTING,
        new Chain(
            REJECTING,
            null,
            List.of(new StatementLine().reject().rule()),
            "helper for @no-endpoint-services / @no-endpoint-nodeports"));
  }

  private List<Rule> masquerading() {
    int bit = BIT;
    if (version.hasMaps()) {
      return List.of(
          new StatementLine().isMarked(bit, true).unmark(bit).masquerade().rule(),
          new StatementLine().isTranslated().inSet(HAIRPIN, HAIRPINS).masquerade().rule());
    }
    return List.of(
        new StatementLine().isMarked(bit, false).back().rule(),
        new StatementLine().unmark(bit).rule(),
        new StatementLine().masquerade().rule());
  }

  /**
   * To an address that takes node ports.
   *
   * @param line begins the rule if every address of the node takes them
   */
  private StatementLine toNode(StatementLine line) {
    return proxy.nodePorts().isAll()
        ? line.notIn(HeaderField.IP_DADDR, LOOPBACK)
        : new StatementLine().inSet(HeaderField.IP_DADDR, NODE_PORT_IPS);
  }

  private List<Rule> services() {
    List<Rule> rules = new ArrayList<>();
    if (version.hasMaps()) {
      StatementLine line = new StatementLine().inSet(HeaderField.IP_DADDR, CLUSTER_IPS);
      Prefix pods = plan.style().pods().orElse(null);
      if (proxy.masqueradeAll()) {
        rules.add(line.mark(BIT).comment("masquerade all clusterIP traffic").rule());
      } else if (pods != null) {
        rules.add(
            line.notIn(HeaderField.IP_SADDR, pods)
                .mark(BIT)
                .comment("masquerade clusterIP traffic from outside cluster")
                .rule());
      }
    }
    rules.add(new StatementLine().vmap(TO_SERVICE, SERVICE_IPS).rule());
    StatementLine toNode = toNode(new StatementLine().isLocal("daddr"));
    rules.add(toNode.vmap(TO_NODE_PORT, SERVICE_NODE_PORTS).rule());
    return rules;
  }
}
