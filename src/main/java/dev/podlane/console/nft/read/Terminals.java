package dev.podlane.console.nft.read;

import dev.podlane.net.filter.nft.Decision;
import dev.podlane.net.filter.nft.Statement;

/** The statements that nothing may follow (STMT_F_TERMINAL in src/evaluate.c). */
final class Terminals {
  private Terminals() {}

  static boolean isTerminal(Statement statement) {
    if (statement instanceof Statement.Verdict verdict) {
      return !(verdict.decision() instanceof Decision.Continue);
    }
    return statement instanceof Statement.Reject
        || statement instanceof Statement.Nat
        || statement instanceof Statement.Masquerade
        || statement instanceof Statement.Redirect
        || statement instanceof Statement.Queue;
  }
}
