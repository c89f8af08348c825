package dev.podlane.console.iptables;

import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.HeaderMatch;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.PortMatch;
import dev.podlane.net.filter.Ports;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.nft.BitOperator;
import dev.podlane.net.filter.nft.Comparison;
import dev.podlane.net.filter.nft.Decision;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.HeaderField;
import dev.podlane.net.filter.nft.MetaKey;
import dev.podlane.net.filter.nft.Operand;
import dev.podlane.net.filter.nft.Span;
import dev.podlane.net.filter.nft.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rules of nftables in the words of iptables, where it has them: addresses, devices, protocols,
 * ports, marks and plain verdicts (nft_rule_to_iptables_command_state in iptables/nft-shared.c).
 */
final class NativeRules {
  private final List<Match> matches = new ArrayList<>();
  private @Nullable Target target;
  private int protocol;

  private NativeRules() {}

  /** The rule as iptables would have written it; empty if it cannot. */
  static Optional<Rule> asIptables(Rule rule) {
    if (!(rule.target() instanceof Target.Statements own)) {
      return Optional.of(rule);
    }
    NativeRules reading = new NativeRules();
    for (Statement statement : own.list()) {
      if (!reading.takes(statement)) {
        return Optional.empty();
      }
    }
    return Optional.of(new Rule(reading.matches, reading.target));
  }

  private boolean takes(Statement statement) {
    if (statement instanceof Statement.Counter) {
      return true;
    }
    if (statement instanceof Statement.Verdict verdict) {
      target = target(verdict.decision());
      return target != null;
    }
    return statement instanceof Statement.Relation relation && relation(relation);
  }

  private static @Nullable Target target(Decision decision) {
    if (decision instanceof Decision.Accept) {
      return new Target.Accept();
    }
    if (decision instanceof Decision.Drop) {
      return new Target.Drop();
    }
    if (decision instanceof Decision.Return) {
      return new Target.Return();
    }
    if (decision instanceof Decision.Jump jump) {
      return new Target.Jump(jump.chain());
    }
    return decision instanceof Decision.Goto to ? new Target.Goto(to.chain()) : null;
  }

  private boolean relation(Statement.Relation relation) {
    boolean inverted = relation.comparison() == Comparison.UNEQUAL;
    boolean plain =
        inverted
            || relation.comparison() == Comparison.IMPLICIT
            || relation.comparison() == Comparison.EQUAL;
    if (!plain || !(relation.right() instanceof Operand.Values values)) {
      return false;
    }
    Expression left = relation.left();
    if (left instanceof Expression.Field field) {
      return field(field.field(), values.span(), inverted);
    }
    if (left instanceof Expression.Binary binary
        && binary.operator() == BitOperator.AND
        && binary.left() instanceof Expression.Meta marked
        && marked.key() == MetaKey.MARK) {
      int value = (int) values.span().first().low();
      matches.add(new OtherMatch.Mark(value, (int) binary.right().low(), inverted));
      return true;
    }
    return left instanceof Expression.Meta meta && meta(meta.key(), values, inverted);
  }

  private boolean meta(MetaKey key, Operand.Values values, boolean inverted) {
    Span span = values.span();
    switch (key) {
      case IIFNAME, OIFNAME -> {
        String name = span.first().name() + (span.isOne() ? "" : "+");
        matches.add(
            key == MetaKey.IIFNAME
                ? new HeaderMatch.InDevice(name, inverted)
                : new HeaderMatch.OutDevice(name, inverted));
        return true;
      }
      case L4PROTO -> {
        return protocol(span, inverted);
      }
      case MARK -> {
        matches.add(new OtherMatch.Mark((int) span.first().low(), -1, inverted));
        return span.isOne();
      }
      default -> {
        return false;
      }
    }
  }

  private boolean protocol(Span span, boolean inverted) {
    protocol = (int) span.first().low();
    matches.add(new HeaderMatch.Protocol(protocol, inverted));
    return span.isOne();
  }

  private boolean field(HeaderField field, Span span, boolean inverted) {
    return switch (field) {
      case IP_SADDR, IP_DADDR -> {
        int length = span.prefix(32);
        if (length < 0) {
          yield false;
        }
        Prefix prefix = new Prefix(span.first().address(false), length);
        matches.add(
            field == HeaderField.IP_SADDR
                ? new HeaderMatch.Source(prefix, inverted)
                : new HeaderMatch.Destination(prefix, inverted));
        yield true;
      }
      case IP_PROTOCOL -> protocol(span, inverted);
      case TCP_SPORT, UDP_SPORT -> port(field, span, inverted, true);
      case TCP_DPORT, UDP_DPORT -> port(field, span, inverted, false);
      default -> false;
    };
  }

  private boolean port(HeaderField field, Span span, boolean inverted, boolean source) {
    if (protocol == 0) {
      protocol = field.protocol();
      matches.add(new HeaderMatch.Protocol(protocol, false));
    }
    Ports ports = new Ports((int) span.first().low(), (int) span.last().low());
    matches.add(
        source
            ? new PortMatch.SourcePort(field.protocol(), ports, inverted)
            : new PortMatch.DestinationPort(field.protocol(), ports, inverted));
    return protocol == field.protocol();
  }
}
