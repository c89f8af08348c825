package dev.podlane.net.filter;

import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.Expressions;
import dev.podlane.net.filter.nft.Statement;

/**
 * Returns true if a statement works on connections, so that the kernel tracks them where it is
 * used.
 */
final class StatementTracking {
  private StatementTracking() {}

  static boolean needs(Statement statement) {
    boolean byItself =
        statement instanceof Statement.Nat
            || statement instanceof Statement.Masquerade
            || statement instanceof Statement.Redirect
            || statement instanceof Statement.SetCt
            || statement instanceof Statement.NoTrack;
    return byItself || Expressions.of(statement).stream().anyMatch(StatementTracking::asks);
  }

  private static boolean asks(Expression expression) {
    return expression instanceof Expression.Ct
        || Expressions.below(expression).stream().anyMatch(StatementTracking::asks);
  }
}
