package dev.podlane.compile.cni;

import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.BaseChain;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Family;
import dev.podlane.net.filter.HeaderMatch;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.RuleLine;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.StatementLine;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.TableName;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.nft.Comparison;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Decision;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.HeaderField;
import dev.podlane.net.filter.nft.MetaKey;
import dev.podlane.net.filter.nft.Operand;
import dev.podlane.net.filter.nft.Span;
import dev.podlane.net.filter.nft.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of flanneld (flannel-io/flannel {@code pkg/trafficmngr/iptables} and {@code nftables}).
 * The two forms differ in the fourth rule: with iptables, what the node itself sends to a pod of
 * another node is masqueraded, with nftables it is not.
 */
final class FlannelRules {
  /** The mark of kube-proxy's own masquerading. */
  private static final int MARK = 0x4000;

  private static final Prefix MULTICAST = Prefix.parse("224.0.0.0/4");
  private static final String POSTROUTING = "FLANNEL-POSTRTG";
  private static final String FORWARD = "FLANNEL-FWD";
  private static final String MASQUERADED = "flanneld masq";
  private static final String FORWARDED = "flanneld forward";
  private static final TableName NFT = new TableName(Family.IP, "flannel-ipv4");
  private static final Target BACK = new Target.Return();

  private final Prefix pods;
  private final Chain forward;
  private final Rule toForward;
  private final Rule toPostrouting;
  private final Chain nftForward;

  /**
   * The rules of a cluster.
   *
   * @param pods the pod network
   */
  FlannelRules(Prefix pods) {
    this.pods = pods;
    this.forward =
        new Chain(
            FORWARD,
            null,
            List.of(
                new RuleLine().from(pods).comment(FORWARDED).then(new Target.Accept()).rule(),
                new RuleLine().to(pods).comment(FORWARDED).then(new Target.Accept()).rule()));
    this.toForward = new RuleLine().comment(FORWARDED).then(new Target.Jump(FORWARD)).rule();
    this.toPostrouting =
        new RuleLine().comment(MASQUERADED).then(new Target.Jump(POSTROUTING)).rule();
    this.nftForward =
        base(
            "forward",
            "chain to accept flannel traffic",
            new BaseChain(
                BaseChain.Type.FILTER, Hook.FORWARD, 0, Chain.Policy.ACCEPT, List.of(), 0),
            List.of(
                accept(new StatementLine().in(HeaderField.IP_SADDR, pods)),
                accept(new StatementLine().in(HeaderField.IP_DADDR, pods))));
  }

  private static Chain base(String name, String comment, BaseChain hook, List<Rule> rules) {
    return new Chain(name, hook.touched(Chain.Policy.ACCEPT), rules, comment);
  }

  private static Rule accept(StatementLine line) {
    return line.and(new Statement.Verdict(new Decision.Accept())).rule();
  }

  /** A node's rules with those that accept what is forwarded for pods. */
  Ruleset forwarding(Ruleset before) {
    return before.with(
        Tables.appended(before, Table.Kind.FILTER, Hook.FORWARD, toForward).with(forward));
  }

  /** A node's rules with those that masquerade. */
  Ruleset masquerading(Ruleset before, Prefix block) {
    List<Rule> rules =
        List.of(
            new RuleLine()
                .and(new OtherMatch.Mark(MARK, MARK, false))
                .comment(MASQUERADED)
                .then(BACK)
                .rule(),
            new RuleLine().from(block).to(pods).comment(MASQUERADED).then(BACK).rule(),
            new RuleLine().from(pods).to(block).comment(MASQUERADED).then(BACK).rule(),
            new RuleLine().notFrom(pods).to(block).comment(MASQUERADED).then(BACK).rule(),
            new RuleLine()
                .from(pods)
                .and(new HeaderMatch.Destination(MULTICAST, true))
                .comment(MASQUERADED)
                .then(Tables.MASQUERADE_FULLY_RANDOM)
                .rule(),
            new RuleLine()
                .notFrom(pods)
                .to(pods)
                .comment(MASQUERADED)
                .then(Tables.MASQUERADE_FULLY_RANDOM)
                .rule());
    Table nat = Tables.appended(before, Table.Kind.NAT, Hook.POSTROUTING, toPostrouting);
    return before.with(nat.with(new Chain(POSTROUTING, null, rules)));
  }

  /** A node's rules with those of nftables. */
  Ruleset nftables(Ruleset before, Prefix block, boolean masquerade, boolean forwards) {
    Map<String, Chain> chains = new LinkedHashMap<>();
    if (forwards) {
      chains.put(nftForward.name(), nftForward);
    }
    if (masquerade) {
      Chain chain = postrouting(block);
      chains.put(chain.name(), chain);
    }
    return before.with(
        new Table(NFT, chains, Map.of(), List.of(), "rules for flannel-ipv4", List.of()));
  }

  private Chain postrouting(Prefix block) {
    Statement marked =
        new Statement.Relation(
            new Expression.Meta(MetaKey.MARK),
            Comparison.IMPLICIT,
            new Operand.Values(Span.of(Datum.of(MARK)), -1));
    List<Rule> rules =
        List.of(
            new StatementLine().and(marked).back().rule(),
            source(block).in(HeaderField.IP_DADDR, pods).back().rule(),
            source(pods).in(HeaderField.IP_DADDR, block).back().rule(),
            notSource(block).in(HeaderField.IP_DADDR, pods).back().rule(),
            source(pods).notIn(HeaderField.IP_DADDR, MULTICAST).masquerade().rule(),
            notSource(pods).in(HeaderField.IP_DADDR, pods).masquerade().rule());
    return base(
        "postrtg",
        "chain to manage traffic masquerading by flannel",
        new BaseChain(BaseChain.Type.NAT, Hook.POSTROUTING, 100, Chain.Policy.ACCEPT, List.of(), 0),
        rules);
  }

  private static StatementLine source(Prefix block) {
    return new StatementLine().in(HeaderField.IP_SADDR, block);
  }

  private static StatementLine notSource(Prefix block) {
    return new StatementLine().notIn(HeaderField.IP_SADDR, block);
  }
}
