package dev.podlane.console.nft.read;

import dev.podlane.console.nft.value.ValueText;
import dev.podlane.net.filter.Family;
import dev.podlane.net.filter.nft.Comparison;
import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.Expressions;
import dev.podlane.net.filter.nft.MetaKey;
import dev.podlane.net.filter.nft.Operand;
import dev.podlane.net.filter.nft.Statement;
import java.util.Optional;

/**
 * The protocols a rule has spoken of: no packet is of two (conflict_resolution in src/evaluate.c).
 */
final class Protocols {
  private String network;
  private String transport = "";

  /** In a table of a family. */
  Protocols(Family family) {
    network = family == Family.IP ? "ip" : family == Family.IP6 ? "ip6" : "";
  }

  /** The fault of a statement behind those before it, empty if it has none. */
  Optional<String> conflict(Statement statement) {
    for (Expression expression : Expressions.of(statement)) {
      Optional<String> found = conflict(expression);
      if (found.isPresent()) {
        return found;
      }
    }
    if (statement instanceof Statement.Relation relation
        && relation.left() instanceof Expression.Meta meta
        && meta.key() == MetaKey.L4PROTO
        && relation.comparison() == Comparison.IMPLICIT
        && relation.right() instanceof Operand.Values values
        && values.span().isOne()) {
      transport = ValueText.of(DataType.PROTOCOL, values.span().first());
    }
    return Optional.empty();
  }

  private Optional<String> conflict(Expression expression) {
    if (expression instanceof Expression.Field field) {
      String header = field.field().header();
      if (header.equals("ip") || header.equals("ip6")) {
        boolean isOther = !network.isEmpty() && !network.equals(header);
        Optional<String> found = isOther ? Optional.of(text(network, header)) : Optional.empty();
        network = header;
        return found;
      }
      if (field.field().protocol() != 0) {
        String named = ValueText.of(DataType.PROTOCOL, Datum.of(field.field().protocol()));
        boolean isOther = !transport.isEmpty() && !transport.equals(named);
        Optional<String> found = isOther ? Optional.of(text(transport, header)) : Optional.empty();
        transport = named;
        return found;
      }
    }
    for (Expression below : Expressions.below(expression)) {
      Optional<String> found = conflict(below);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static String text(String one, String other) {
    return "conflicting protocols specified: " + one + " vs. " + other;
  }
}
