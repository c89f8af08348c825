package dev.podlane.console.nft;

import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.Expressions;
import dev.podlane.net.filter.nft.Operand;
import dev.podlane.net.filter.nft.SetRef;
import dev.podlane.net.filter.nft.Statement;
import java.util.List;

/** Returns true if rules speak of a set of their table. */
final class SetUse {
  private SetUse() {}

  static boolean of(Rule rule, String set) {
    List<Statement> list = rule.statements().map(own -> own.list()).orElse(List.of());
    return list.stream().anyMatch(statement -> uses(statement, set));
  }

  private static boolean uses(Statement statement, String set) {
    boolean directly =
        (statement instanceof Statement.Learn learn && learn.set().equals(set))
            || (statement instanceof Statement.VerdictMap map && is(map.map(), set))
            || (statement instanceof Statement.Relation relation
                && relation.right() instanceof Operand.In in
                && is(in.set(), set));
    return directly || Expressions.of(statement).stream().anyMatch(each -> uses(each, set));
  }

  private static boolean uses(Expression expression, String set) {
    boolean directly = expression instanceof Expression.MapValue map && is(map.map(), set);
    return directly || Expressions.below(expression).stream().anyMatch(each -> uses(each, set));
  }

  private static boolean is(SetRef ref, String set) {
    return ref instanceof SetRef.Named named && named.name().equals(set);
  }
}
