package dev.podlane.net.filter;

import dev.podlane.net.filter.nft.Comparison;
import dev.podlane.net.filter.nft.CtKey;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.Operand;
import dev.podlane.net.filter.nft.Span;
import dev.podlane.net.filter.nft.Statement;
import java.util.ArrayList;
import java.util.List;

/** Compares what a packet has with what a rule wants (nft_cmp.c, nft_lookup.c). */
final class Comparer {
  /** Bits of {@code ct status} that the model knows: snat and dnat. */
  private static final long KNOWN_STATUS = 0x30;

  private final ExpressionReader reader;

  /** The result of a comparison. */
  enum Answer {
    YES,
    NO,
    OPEN
  }

  Comparer(ExpressionReader reader) {
    this.reader = reader;
  }

  Answer ask(Statement.Relation relation) {
    if (relation.left() instanceof Expression.Ct ct && ct.key() == CtKey.STATUS) {
      return status(relation);
    }
    List<Datum> value = reader.read(relation.left());
    boolean isOutside =
        value == null
            && reader.isOpen()
            && relation.right() instanceof Operand.In in
            && !reader.couldHold(in.set(), relation.left());
    if (isOutside) {
      return reader.isOpen() ? answer(relation.comparison() == Comparison.UNEQUAL) : Answer.NO;
    }
    if (value == null) {
      return reader.isOpen() ? Answer.OPEN : Answer.NO;
    }
    Operand right = relation.right();
    if (right instanceof Operand.Other other) {
      Datum wanted = reader.one(other.expression());
      if (wanted == null) {
        return reader.isOpen() ? Answer.OPEN : Answer.NO;
      }
      return answer(compare(value.get(0), relation.comparison(), Span.of(wanted)));
    }
    return answer(holds(value, relation, right));
  }

  private static Answer answer(boolean holds) {
    return holds ? Answer.YES : Answer.NO;
  }

  private boolean holds(List<Datum> value, Statement.Relation relation, Operand right) {
    boolean unequal = relation.comparison() == Comparison.UNEQUAL;
    if (right instanceof Operand.In in) {
      return (reader.find(in.set(), value) != null) != unequal;
    }
    if (right instanceof Operand.Concat concat) {
      return value.equals(concat.parts()) != unequal;
    }
    Datum first = value.get(0);
    if (right instanceof Operand.Flags flags) {
      return first.and(flags.mask()).isZero() == unequal;
    }
    if (right instanceof Operand.Masked masked) {
      return first.and(masked.mask()).equals(masked.value()) != unequal;
    }
    Operand.Values values = (Operand.Values) right;
    boolean anyFlag =
        relation.comparison() == Comparison.IMPLICIT
            && values.span().isOne()
            && isFlags(relation.left());
    return anyFlag
        ? !first.and(values.span().first()).isZero()
        : compare(first, relation.comparison(), values.span());
  }

  private static boolean isFlags(Expression left) {
    if (left instanceof Expression.Ct ct) {
      return ct.key().type().hasFlags();
    }
    return left instanceof Expression.Field field && field.field().type().hasFlags();
  }

  private static boolean compare(Datum value, Comparison comparison, Span wanted) {
    return switch (comparison) {
      case IMPLICIT, EQUAL -> wanted.contains(value);
      case UNEQUAL -> !wanted.contains(value);
      case LESS -> value.compareTo(wanted.first()) < 0;
      case AT_MOST -> value.compareTo(wanted.last()) <= 0;
      case GREATER -> value.compareTo(wanted.last()) > 0;
      case AT_LEAST -> value.compareTo(wanted.first()) >= 0;
    };
  }

  /** Of a connection's status it is known whether it is translated; the rest stays open. */
  private Answer status(Statement.Relation relation) {
    Tracking tracking = reader.subject().tracking();
    List<Datum> wanted = new ArrayList<>();
    if (relation.right() instanceof Operand.Flags flags) {
      wanted.addAll(flags.flags());
    } else if (relation.right() instanceof Operand.Values values && values.span().isOne()) {
      wanted.add(values.span().first());
    }
    boolean asFlags =
        relation.comparison() == Comparison.IMPLICIT
            || (relation.comparison() == Comparison.UNEQUAL
                && relation.right() instanceof Operand.Flags);
    if (tracking.origin() == null) {
      return Answer.NO;
    }
    if (!asFlags || wanted.isEmpty()) {
      return Answer.OPEN;
    }
    long mask = wanted.stream().mapToLong(Datum::low).reduce(0, (a, b) -> a | b);
    long has =
        (tracking.sourceTranslated() ? 0x10 : 0) | (tracking.destinationTranslated() ? 0x20 : 0);
    boolean unequal = relation.comparison() == Comparison.UNEQUAL;
    if ((has & mask) != 0) {
      return answer(!unequal);
    }
    return (mask & ~KNOWN_STATUS) == 0 ? answer(unequal) : Answer.OPEN;
  }
}
