package dev.podlane.compile.policy;

import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.StatementLine;
import dev.podlane.net.filter.nft.Comparison;
import dev.podlane.net.filter.nft.CtKey;
import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Decision;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.HeaderField;
import dev.podlane.net.filter.nft.MetaKey;
import dev.podlane.net.filter.nft.Operand;
import dev.podlane.net.filter.nft.Span;
import dev.podlane.net.filter.nft.Statement;
import java.util.ArrayList;
import java.util.List;

/** The rules by which kube-network-policies chooses the packets about which its agent decides. */
final class QueueRules {
  static final String V4 = "podips-v4";
  static final String V6 = "podips-v6";

  private static final int DNS = 53;

  /** The bits of {@code ct state established,related}. */
  private static final List<Datum> KNOWN = List.of(Datum.of(2), Datum.of(4));

  /** Router and neighbour discovery of IPv6, with redirects. */
  private static final int FIRST_DISCOVERY = 133;

  private static final int LAST_DISCOVERY = 137;

  private final Statement queue;

  QueueRules(int number) {
    this.queue = new Statement.Queue(number, number, List.of("bypass"));
  }

  /**
   * Behind DNAT and before SNAT, where what is forwarded and what the node sends pass.
   *
   * @param isForAll true if packets of all pods are queued, since there are policies of tiers
   */
  List<Rule> postrouting(boolean isForAll) {
    List<Rule> rules = new ArrayList<>();
    rules.add(accept(new StatementLine().toPort(Protocol.UDP, DNS)));
    Expression type = new Expression.Field(HeaderField.ICMPV6_TYPE);
    for (int number = FIRST_DISCOVERY; number <= LAST_DISCOVERY; number++) {
      rules.add(accept(is(new StatementLine(), type, Datum.of(number))));
    }
    Expression user = new Expression.Meta(MetaKey.SKUID);
    rules.add(accept(counter(is(new StatementLine(), user, Datum.of(0)))));
    Expression label = new Expression.Ct(CtKey.LABEL, "");
    Expression state = new Expression.Ct(CtKey.STATE, "");
    StatementLine labelled = is(new StatementLine(), label, Datum.bit(PolicyAgent.LABEL));
    rules.add(
        accept(
            counter(
                labelled.and(
                    new Statement.Relation(
                        state, Comparison.IMPLICIT, new Operand.Flags(KNOWN))))));
    queued(rules, isForAll, /* both= */ true, /* isNew= */ false);
    // a packet that was not queued has labels too, else the agent could set none
    Expression ours = new Expression.Constant(DataType.CT_LABEL, Datum.bit(PolicyAgent.LABEL));
    rules.add(new StatementLine().and(new Statement.SetCt(CtKey.LABEL, ours)).rule());
    return rules;
  }

  /** Packets that pods send to the node itself. */
  List<Rule> input(boolean isForAll) {
    List<Rule> rules = new ArrayList<>();
    Expression device = new Expression.Meta(MetaKey.IIFNAME);
    rules.add(accept(is(new StatementLine(), device, Datum.of("lo"))));
    queued(rules, isForAll, /* both= */ false, /* isNew= */ true);
    return rules;
  }

  /** Questions to DNS servers, whose two packets at once lose the race for one connection. */
  List<Rule> prerouting(boolean isForAll) {
    List<Rule> rules = new ArrayList<>();
    Expression protocol = new Expression.Meta(MetaKey.L4PROTO);
    Expression port = new Expression.Field(HeaderField.UDP_DPORT);
    rules.add(accept(isNot(protocol, Protocol.UDP.number())));
    rules.add(accept(isNot(port, DNS)));
    queued(rules, isForAll, /* both= */ true, /* isNew= */ false);
    return rules;
  }

  private void queued(List<Rule> rules, boolean isForAll, boolean both, boolean isNew) {
    if (isForAll) {
      rules.add(queued(new StatementLine(), isNew));
      return;
    }
    rules.add(queued(new StatementLine().inSet(HeaderField.IP_SADDR, V4), isNew));
    if (both) {
      rules.add(queued(new StatementLine().inSet(HeaderField.IP_DADDR, V4), isNew));
    }
    rules.add(queued(new StatementLine().inSet(HeaderField.IP6_SADDR, V6), isNew));
    if (both) {
      rules.add(queued(new StatementLine().inSet(HeaderField.IP6_DADDR, V6), isNew));
    }
  }

  private Rule queued(StatementLine line, boolean isNew) {
    return (isNew ? line.isNew() : line).and(queue).rule();
  }

  private static Rule accept(StatementLine line) {
    return line.and(new Statement.Verdict(new Decision.Accept())).rule();
  }

  private static StatementLine counter(StatementLine line) {
    return line.and(new Statement.Counter(0, 0));
  }

  private static StatementLine is(StatementLine line, Expression left, Datum value) {
    return line.and(
        new Statement.Relation(left, Comparison.IMPLICIT, new Operand.Values(Span.of(value), -1)));
  }

  private static StatementLine isNot(Expression left, int value) {
    return new StatementLine()
        .and(
            new Statement.Relation(
                left, Comparison.UNEQUAL, new Operand.Values(Span.of(Datum.of(value)), -1)));
  }
}
