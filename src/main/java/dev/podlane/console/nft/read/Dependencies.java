package dev.podlane.console.nft.read;

import dev.podlane.net.filter.Family;
import dev.podlane.net.filter.nft.Comparison;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.Expressions;
import dev.podlane.net.filter.nft.HeaderField;
import dev.podlane.net.filter.nft.Operand;
import dev.podlane.net.filter.nft.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes away conditions that the next one implies: nft lists {@code tcp dport 80} and not {@code
 * meta l4proto tcp tcp dport 80} (payload_dependency_kill in src/payload.c).
 */
final class Dependencies {
  private Dependencies() {}

  static List<Statement> removed(List<Statement> rule, Family family) {
    List<Statement> left = new ArrayList<>();
    for (int at = 0; at < rule.size(); at++) {
      Statement next = at + 1 < rule.size() ? rule.get(at + 1) : null;
      Statement exact = next == null ? null : Transport.named(rule.get(at), next);
      if (exact != null) {
        List<Statement> renamed = new ArrayList<>(rule);
        renamed.set(at + 1, exact);
        return removed(renamed, family);
      }
      boolean isImplied = next != null && implies(next, rule.get(at), family);
      if (!isImplied) {
        left.add(rule.get(at));
      }
    }
    return left;
  }

  private static boolean implies(Statement next, Statement condition, Family family) {
    if (!(condition instanceof Statement.Relation relation)
        || !isEqual(relation.comparison())
        || !(relation.right() instanceof Operand.Values values)
        || !values.span().isOne()) {
      return false;
    }
    long wanted = values.span().first().low();
    Optional<HeaderField> field = firstField(next);
    if (field.isEmpty()) {
      return false;
    }
    if (relation.left() instanceof Expression.Meta meta) {
      return switch (meta.key()) {
        case L4PROTO -> field.get().protocol() != 0 && field.get().protocol() == wanted;
        case NFPROTO -> family == Family.INET && wanted == version(field.get());
        case PROTOCOL -> wanted == etherType(field.get());
        default -> false;
      };
    }
    boolean isProtocol =
        relation.left() instanceof Expression.Field named
            && named.field() == HeaderField.IP_PROTOCOL
            && family == Family.IP;
    if (isProtocol) {
      return field.get().protocol() != 0 && field.get().protocol() == wanted;
    }
    return relation.left() instanceof Expression.Field own
        && own.field() == HeaderField.ETHER_TYPE
        && wanted == etherType(field.get());
  }

  private static boolean isEqual(Comparison comparison) {
    return comparison == Comparison.IMPLICIT || comparison == Comparison.EQUAL;
  }

  private static long version(HeaderField field) {
    return field.header().equals("ip") ? 2 : field.header().equals("ip6") ? 10 : 0;
  }

  private static long etherType(HeaderField field) {
    return switch (field.header()) {
      case "ip" -> 0x800;
      case "ip6" -> 0x86dd;
      case "arp" -> 0x806;
      default -> 0;
    };
  }

  private static Optional<HeaderField> firstField(Statement statement) {
    for (Expression expression : Expressions.of(statement)) {
      Optional<HeaderField> found = firstField(expression);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<HeaderField> firstField(Expression expression) {
    if (expression instanceof Expression.Field field) {
      return Optional.of(field.field());
    }
    for (Expression below : Expressions.below(expression)) {
      Optional<HeaderField> found = firstField(below);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
