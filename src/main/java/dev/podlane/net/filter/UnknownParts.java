package dev.podlane.net.filter;

import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.Expressions;
import dev.podlane.net.filter.nft.Statement;
import java.util.Optional;

/** The parts of a rule of nftables that the model does not know, as text. */
final class UnknownParts {
  private UnknownParts() {}

  static Optional<String> of(Target.Statements rule) {
    for (Statement statement : rule.list()) {
      Optional<String> found = of(statement);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> of(Statement statement) {
    if (statement instanceof Statement.Opaque opaque && !opaque.harmless()) {
      return Optional.of(opaque.text());
    }
    return Expressions.of(statement).stream().flatMap(each -> of(each).stream()).findFirst();
  }

  private static Optional<String> of(Expression expression) {
    if (expression instanceof Expression.Opaque opaque) {
      return Optional.of(opaque.text());
    }
    return Expressions.below(expression).stream().flatMap(each -> of(each).stream()).findFirst();
  }
}
