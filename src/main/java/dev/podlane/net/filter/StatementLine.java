package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.nft.BitOperator;
import dev.podlane.net.filter.nft.Comparison;
import dev.podlane.net.filter.nft.CtKey;
import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Decision;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.FibResult;
import dev.podlane.net.filter.nft.HeaderField;
import dev.podlane.net.filter.nft.Merging;
import dev.podlane.net.filter.nft.MetaKey;
import dev.podlane.net.filter.nft.NamedSet;
import dev.podlane.net.filter.nft.NatOptions;
import dev.podlane.net.filter.nft.NatTarget;
import dev.podlane.net.filter.nft.Operand;
import dev.podlane.net.filter.nft.SetRef;
import dev.podlane.net.filter.nft.Span;
import dev.podlane.net.filter.nft.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A rule as a line of {@code nft add rule}, its statements in order. */
public record StatementLine(List<Statement> statements, String comment) {
  private static final int IPV4_BITS = 32;

  /** The bit of {@code ct state new}. */
  private static final int NEW = 8;

  /** The bit of {@code ct status dnat}. */
  private static final int DNAT = 32;

  /** The number of {@code fib … type local} (RTN_LOCAL). */
  private static final int LOCAL = 2;

  private static final Expression MARK = new Expression.Meta(MetaKey.MARK);
  private static final NatOptions FULLY_RANDOM = new NatOptions(false, true, false);

  public StatementLine {
    statements = List.copyOf(statements);
  }

  /** An empty line. */
  public StatementLine() {
    this(List.of(), "");
  }

  /** One more statement. */
  public StatementLine and(Statement statement) {
    List<Statement> more = new ArrayList<>(statements);
    more.add(statement);
    return new StatementLine(more, comment);
  }

  /** {@code comment "TEXT"}. */
  public StatementLine comment(String text) {
    return new StatementLine(statements, text);
  }

  /** The rule that it writes. */
  public Rule rule() {
    return Rule.of(statements, comment);
  }

  private StatementLine is(Expression left, Comparison comparison, Operand right) {
    return and(new Statement.Relation(left, comparison, right));
  }

  private static Operand number(long value) {
    return new Operand.Values(Span.of(Datum.of(value)), -1);
  }

  /** {@code ct state new}. */
  public StatementLine isNew() {
    return is(new Expression.Ct(CtKey.STATE, ""), Comparison.IMPLICIT, number(NEW));
  }

  /** {@code ct status dnat}. */
  public StatementLine isTranslated() {
    return is(new Expression.Ct(CtKey.STATUS, ""), Comparison.IMPLICIT, number(DNAT));
  }

  /** {@code meta l4proto PROTOCOL}. */
  public StatementLine protocol(Protocol protocol) {
    return is(new Expression.Meta(MetaKey.L4PROTO), Comparison.IMPLICIT, number(protocol.number()));
  }

  /** {@code ip saddr}, {@code ip daddr} or another field of addresses: one of a block. */
  public StatementLine in(HeaderField field, Prefix block) {
    return is(new Expression.Field(field), Comparison.IMPLICIT, operand(block));
  }

  /** The same with {@code !=}. */
  public StatementLine notIn(HeaderField field, Prefix block) {
    return is(new Expression.Field(field), Comparison.UNEQUAL, operand(block));
  }

  /** {@code ip saddr != { … }}: in none of several blocks, which are joined where they meet. */
  public StatementLine inNone(HeaderField field, List<Prefix> blocks) {
    if (blocks.size() == 1) {
      return notIn(field, blocks.get(0));
    }
    return is(new Expression.Field(field), Comparison.UNEQUAL, new Operand.In(addresses(blocks)));
  }

  /** {@code ip daddr { … }}: in one of several blocks, which are joined where they meet. */
  public StatementLine inOne(HeaderField field, List<Prefix> blocks) {
    if (blocks.size() == 1) {
      return in(field, blocks.get(0));
    }
    return is(new Expression.Field(field), Comparison.IMPLICIT, new Operand.In(addresses(blocks)));
  }

  private static SetRef addresses(List<Prefix> blocks) {
    NamedSet.Shape shape =
        new NamedSet.Shape(List.of(DataType.IPV4), List.of(IPV4_BITS), List.of(), false, "");
    List<Element> elements = new ArrayList<>();
    blocks.forEach(block -> elements.add(Element.of(List.of(span(block)), null)));
    List<Element> joined = Merging.merged(elements, shape);
    return new SetRef.Anonymous(new NamedSet("", shape, NamedSet.Options.NONE, joined));
  }

  /** The addresses of a block. */
  public static Span span(Prefix block) {
    return new Span(Datum.of(block.network()), Datum.of(block.last()));
  }

  private static Operand operand(Prefix block) {
    boolean host = block.length() == block.network().family().bits();
    return new Operand.Values(span(block), host ? -1 : block.length());
  }

  /** {@code ip daddr @SET} or the like. */
  public StatementLine inSet(HeaderField field, String set) {
    return inSet(new Expression.Field(field), set);
  }

  /** {@code EXPRESSION @SET}. */
  public StatementLine inSet(Expression key, String set) {
    return is(key, Comparison.IMPLICIT, new Operand.In(new SetRef.Named(set)));
  }

  /** {@code tcp dport PORT} of a protocol with ports. */
  public StatementLine toPort(Protocol protocol, int port) {
    HeaderField field =
        switch (protocol) {
          case TCP -> HeaderField.TCP_DPORT;
          case UDP -> HeaderField.UDP_DPORT;
          case SCTP -> HeaderField.SCTP_DPORT;
          case ICMP -> throw new IllegalArgumentException("ICMP has no ports");
        };
    return is(new Expression.Field(field), Comparison.IMPLICIT, number(port));
  }

  /** {@code fib saddr type local} or {@code fib daddr type local}. */
  public StatementLine isLocal(String key) {
    return is(new Expression.Fib(List.of(key), FibResult.TYPE), Comparison.IMPLICIT, number(LOCAL));
  }

  /** {@code mark and BIT != 0}, or {@code == 0}. */
  public StatementLine isMarked(int bit, boolean marked) {
    return is(
        new Expression.Binary(BitOperator.AND, MARK, Datum.of(bit)),
        marked ? Comparison.UNEQUAL : Comparison.EQUAL,
        number(0));
  }

  /** {@code mark set mark or BIT}. */
  public StatementLine mark(int bit) {
    return and(
        new Statement.SetMeta(
            MetaKey.MARK, new Expression.Binary(BitOperator.OR, MARK, Datum.of(bit))));
  }

  /** {@code mark set mark xor BIT}. */
  public StatementLine unmark(int bit) {
    return and(
        new Statement.SetMeta(
            MetaKey.MARK, new Expression.Binary(BitOperator.XOR, MARK, Datum.of(bit))));
  }

  /** {@code masquerade fully-random}. */
  public StatementLine masquerade() {
    return and(new Statement.Masquerade(null, FULLY_RANDOM));
  }

  /** {@code jump CHAIN}. */
  public StatementLine jump(String chain) {
    return and(new Statement.Verdict(new Decision.Jump(chain)));
  }

  /** {@code goto CHAIN}. */
  public StatementLine go(String chain) {
    return and(new Statement.Verdict(new Decision.Goto(chain)));
  }

  /** {@code drop}. */
  public StatementLine drop() {
    return and(new Statement.Verdict(new Decision.Drop()));
  }

  /** {@code return}. */
  public StatementLine back() {
    return and(new Statement.Verdict(new Decision.Return()));
  }

  /** {@code reject}. */
  public StatementLine reject() {
    return and(new Statement.Reject("", "port-unreachable"));
  }

  /** {@code dnat to ADDRESS:PORT}. */
  public StatementLine dnat(Ip address, int port) {
    return and(
        new Statement.Nat(
            false,
            "",
            new NatTarget.Addresses(Span.of(Datum.of(address))),
            Span.of(Datum.of(port)),
            NatOptions.NONE));
  }

  /** {@code EXPRESSION vmap @MAP}. */
  public StatementLine vmap(Expression key, String map) {
    return and(new Statement.VerdictMap(key, new SetRef.Named(map)));
  }

  /** {@code numgen random mod N vmap { 0 : goto CHAIN, … }}. */
  public StatementLine drawChain(List<String> chains) {
    List<Element> elements = new ArrayList<>();
    for (String chain : chains) {
      Element.Value value = new Element.Value.Verdict(new Decision.Goto(chain));
      elements.add(Element.of(List.of(Span.of(Datum.of(elements.size()))), value));
    }
    return and(new Statement.VerdictMap(drawn(chains.size()), map(List.of(), elements)));
  }

  /** {@code dnat ip addr . port to numgen random mod N map { 0 : ADDRESS . PORT, … }}. */
  public StatementLine drawAddress(List<Map.Entry<Ip, Integer>> addresses) {
    List<Element> elements = new ArrayList<>();
    for (Map.Entry<Ip, Integer> each : addresses) {
      Element.Value value =
          new Element.Value.Data(
              List.of(Span.of(Datum.of(each.getKey())), Span.of(Datum.of((long) each.getValue()))));
      elements.add(Element.of(List.of(Span.of(Datum.of(elements.size()))), value));
    }
    SetRef map = map(List.of(DataType.IPV4, DataType.SERVICE), elements);
    Expression value = new Expression.MapValue(drawn(addresses.size()), map);
    return and(
        new Statement.Nat(false, "ip", new NatTarget.Computed(value), null, NatOptions.NONE));
  }

  private static Expression drawn(int count) {
    return new Expression.NumGen(true, count, 0);
  }

  private static SetRef map(List<DataType> value, List<Element> elements) {
    NamedSet.Shape shape =
        new NamedSet.Shape(
            List.of(DataType.INTEGER), List.of(IPV4_BITS), value, value.isEmpty(), "");
    return new SetRef.Anonymous(new NamedSet("", shape, NamedSet.Options.NONE, elements));
  }

  /** {@code update @SET { ip saddr }}. */
  public StatementLine learnSource(String set) {
    Expression source = new Expression.Field(HeaderField.IP_SADDR);
    return and(new Statement.Learn("update", set, source, null, 0, List.of()));
  }
}
