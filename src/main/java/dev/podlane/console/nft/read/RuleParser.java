package dev.podlane.console.nft.read;

import dev.podlane.net.filter.Family;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.nft.NamedSet;
import dev.podlane.net.filter.nft.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads rules: statements, and a comment behind them. */
public final class RuleParser {
  private final Tokens tokens;
  private final Family family;
  private final StatementParser statements;

  /**
   * A reader of rules of a table.
   *
   * @param family family of the table
   * @param sets the table's sets and maps by name
   */
  public RuleParser(Tokens tokens, Family family, Function<String, @Nullable NamedSet> sets) {
    this.tokens = tokens;
    this.family = family;
    this.statements = new StatementParser(tokens, family, sets);
  }

  private static boolean hasPorts(Statement statement) {
    return (statement instanceof Statement.Nat nat && nat.ports() != null)
        || (statement instanceof Statement.Redirect redirect && redirect.ports() != null)
        || (statement instanceof Statement.Masquerade masquerade && masquerade.ports() != null);
  }

  /** A rule up to the end of its line. */
  public Rule rule() {
    int begin = tokens.position();
    List<Statement> list = new ArrayList<>();
    String comment = "";
    int terminal = -1;
    Protocols protocols = new Protocols(family);
    while (!tokens.isSeparator() && !tokens.is("}")) {
      if (tokens.takes("comment")) {
        comment = tokens.word();
        continue;
      }
      int at = tokens.position();
      if (terminal >= 0) {
        tokens.take();
        throw tokens.errorSince(at, "Statement after terminal statement has no effect");
      }
      Statement statement = statements.statement();
      protocols
          .conflict(statement)
          .ifPresent(
              conflict -> {
                throw tokens.errorSince(at, conflict);
              });
      boolean needsTcp =
          statement instanceof Statement.Reject reject && reject.family().equals("tcp");
      if (needsTcp && !Transport.isAsked(list)) {
        list.add(Transport.tcp());
      }
      if (hasPorts(statement) && !Transport.isAsked(list)) {
        throw tokens.errorSince(
            at, "transport protocol mapping is only valid after transport protocol match");
      }
      list.add(statement);
      if (Terminals.isTerminal(statement)) {
        terminal = at;
      }
    }
    if (list.isEmpty()) {
      tokens.back(begin);
      throw tokens.unexpected();
    }
    return Rule.of(Dependencies.removed(list, family), comment);
  }
}
