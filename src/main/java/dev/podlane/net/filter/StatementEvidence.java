package dev.podlane.net.filter;

import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.Expressions;
import dev.podlane.net.filter.nft.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of a statement of a rule for a packet.
 *
 * @param statement the statement
 * @param answer its result
 * @param asked expression that was read from the packet; null if it asks nothing
 * @param had values of the packet, part by part; empty if it has none, or they are not known
 */
public record StatementEvidence(
    Statement statement, Answer answer, List<Expression> asked, List<Datum> had) {
  /** The result of a statement. */
  public enum Answer {
    /** It holds, or did what it says. */
    HOLDS,
    /** It fails: the rule ended there. */
    FAILS,
    /** It depends on what the model does not know. */
    OPEN
  }

  /** Copies what it is given. */
  public StatementEvidence {
    asked = List.copyOf(asked);
    had = List.copyOf(had);
  }

  /**
   * The statements of a rule for a packet, without changing anything.
   *
   * @param subject the packet as the rule saw it, in surroundings that remember nothing
   */
  public static List<StatementEvidence> of(
      Table table, RulePlace place, Target.Statements rule, PacketAtHook subject) {
    ExpressionReader reader = new ExpressionReader(table, place, subject);
    StatementRunner runner = new StatementRunner(reader);
    List<StatementEvidence> all = new ArrayList<>();
    for (Statement statement : rule.list()) {
      List<Expression> asked = Expressions.of(statement);
      List<Datum> had = asked.isEmpty() ? null : reader.read(asked.get(0));
      StatementRunner.Step step = statement.accept(runner);
      Answer answer =
          step instanceof StatementRunner.Step.Ends
              ? Answer.FAILS
              : step instanceof StatementRunner.Step.Open ? Answer.OPEN : Answer.HOLDS;
      all.add(new StatementEvidence(statement, answer, asked, had == null ? List.of() : had));
    }
    return all;
  }
}
