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
import dev.podlane.net.filter.Target.ConnectionMark;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RuleEdits;
import dev.podlane.net.route.PolicyRule;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RuleAction;
import dev.podlane.net.route.RuleSelector;
import dev.podlane.net.route.TableNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Amazon's VPC CNI (aws/amazon-vpc-cni-k8s {@code pkg/networkutils/network.go}, {@code
 * cmd/routed-eni-cni-plugin/driver}): pods have addresses of the node network, which itself
 * delivers them to their node; that is not simulated. All pods count as those of the first
 * interface, since no manifest tells which one a pod's address belongs to.
 */
public final class Aws implements PodNetwork {
  private static final int MARK = 0x80;
  private static final String CHAIN = "AWS-SNAT-CHAIN-0";
  private static final String NETWORK = "aws-cni";
  private static final String PRIMARY = "AWS, primary ENI";
  private static final long TO_POD = 512;
  private static final long BY_MARK = 1024;

  private final ClusterNetwork network;
  private final HostOnly link;

  /** The network of a cluster. */
  public Aws(ClusterNetwork network) {
    this.network = network;
    this.link = new HostOnly("eni", network.podCidr(), network.mtu(), null, true);
  }

  @Override
  public @Nullable PodLink link(Node node) {
    return node.internalIp() == null ? null : link;
  }

  @Override
  public void plugged(Site site, Setup setup) {
    NetworkNamespace now = setup.ns();
    RuleAction main = new RuleAction.Lookup(TableNames.MAIN, -1);
    for (Site.Port port : site.ports()) {
      if (!now.routes().hasSame(to(port.address(), main))) {
        now = RuleEdits.add(now, to(port.address(), main));
      }
    }
    now = RuleEdits.add(now, new PolicyRule(BY_MARK, selector(null, MARK), main, "boot"));
    PodRoutes.add(
        site,
        setup,
        now,
        port -> Route.unicast(Prefix.host(port.address()), null, port.device(), null, 0));
  }

  private static PolicyRule to(Ip pod, RuleAction main) {
    InterfaceAddress address = new InterfaceAddress(pod, Wires.HOST);
    return new PolicyRule(TO_POD, selector(address, 0), main, "boot");
  }

  private static RuleSelector selector(@Nullable InterfaceAddress to, int mark) {
    return new RuleSelector(false, null, to, null, null, mark, mark, 0, null, null);
  }

  @Override
  public void rules(Site site, Setup setup) {
    Ip node = site.node().internalIp();
    Ruleset rules = setup.ns().ruleset();
    Rule save =
        new RuleLine()
            .in(Segment.NIC)
            .comment(PRIMARY)
            .and(new AddressType(false, AddressKind.LOCAL, AddressType.Limit.IN, false))
            .then(new ConnectionMark(ConnectionMark.Way.SET, MARK, MARK))
            .rule();
    Rule restore =
        new RuleLine()
            .in("eni+")
            .comment(PRIMARY)
            .then(new ConnectionMark(ConnectionMark.Way.RESTORE, 0, MARK))
            .rule();
    rules = rules.with(Tables.appended(rules, Table.Kind.MANGLE, Hook.PREROUTING, save, restore));
    if (network.nodes().masquerade() && node != null) {
      rules = rules.with(translated(rules, node));
    }
    setup.now(setup.ns().withRuleset(rules), Purpose.MASQUERADE_RULES);
    Portmap.on(site, setup, NETWORK);
  }

  /**
   * Gives what leaves the VPC, for which the networks of nodes and pods stand, the node's address.
   */
  private Table translated(Ruleset rules, Ip node) {
    List<Rule> lines = new ArrayList<>();
    for (Prefix inside : vpc()) {
      lines.add(
          new RuleLine().to(inside).comment("AWS SNAT CHAIN").then(new Target.Return()).rule());
    }
    lines.add(
        new RuleLine()
            .notOut("vlan+")
            .comment("AWS, SNAT")
            .and(new AddressType(false, AddressKind.LOCAL, AddressType.Limit.NONE, true))
            .then(new Target.Snat(node, node, null, false, true, false))
            .rule());
    Rule jump = new RuleLine().comment("AWS SNAT CHAIN").then(new Target.Jump(CHAIN)).rule();
    return Tables.appended(rules, Table.Kind.NAT, Hook.POSTROUTING, jump)
        .with(new Chain(CHAIN, null, lines));
  }

  private List<Prefix> vpc() {
    Prefix nodes = network.nodeCidr();
    Prefix pods = network.podCidr();
    if (nodes.overlaps(pods)) {
      return List.of(nodes.length() < pods.length() ? nodes : pods);
    }
    return List.of(nodes, pods);
  }
}
