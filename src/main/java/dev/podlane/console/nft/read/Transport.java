package dev.podlane.console.nft.read;

import dev.podlane.net.filter.nft.Comparison;
import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.Expressions;
import dev.podlane.net.filter.nft.HeaderField;
import dev.podlane.net.filter.nft.MetaKey;
import dev.podlane.net.filter.nft.Operand;
import dev.podlane.net.filter.nft.Span;
import dev.podlane.net.filter.nft.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The transport protocol that a rule asks for. */
final class Transport {
  private static final long TCP = 6;

  private Transport() {}

  /** A comparison of {@code th} ports behind one of the protocol, by the protocol's own fields. */
  static @Nullable Statement named(Statement condition, Statement next) {
    if (!(condition instanceof Statement.Relation relation)
        || !(relation.left() instanceof Expression.Meta meta)
        || meta.key() != MetaKey.L4PROTO
        || !(relation.right() instanceof Operand.Values values)
        || !values.span().isOne()
        || relation.comparison() == Comparison.UNEQUAL
        || !(next instanceof Statement.Relation port)
        || !(port.left() instanceof Expression.Field field)
        || !field.field().header().equals("th")) {
      return null;
    }
    for (HeaderField own : HeaderField.values()) {
      boolean isSame =
          own.protocol() == values.span().first().low()
              && own.field().equals(field.field().field())
              && own.protocol() != 0;
      if (isSame) {
        return new Statement.Relation(new Expression.Field(own), port.comparison(), port.right());
      }
    }
    return null;
  }

  /** Returns true if some condition asks for a transport protocol. */
  static boolean isAsked(List<Statement> rule) {
    return rule.stream()
        .flatMap(statement -> Expressions.of(statement).stream())
        .anyMatch(Transport::isProtocol);
  }

  private static boolean isProtocol(Expression expression) {
    boolean directly =
        (expression instanceof Expression.Meta meta && meta.key() == MetaKey.L4PROTO)
            || (expression instanceof Expression.Field field
                && (field.field().protocol() != 0 || field.field().type() == DataType.PROTOCOL));
    return directly || Expressions.below(expression).stream().anyMatch(Transport::isProtocol);
  }

  /** The condition that is put in front where a rule needs TCP and does not ask for it. */
  static Statement tcp() {
    return new Statement.Relation(
        new Expression.Meta(MetaKey.L4PROTO),
        Comparison.IMPLICIT,
        new Operand.Values(Span.of(Datum.of(TCP)), -1));
  }
}
