package dev.podlane.trace;

import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.Subject;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.Verdict;

/** Steps of netfilter's tables. */
public sealed interface RuleStep extends Step {
  /**
   * The rules of a table were read.
   *
   * @param hook where
   * @param table the table
   * @param subject the packet as the rules saw it
   * @param verdict what they made of it
   */
  record RulesRead(Hook hook, Table table, Subject subject, Verdict verdict) implements RuleStep {
    @Override
    public Level level() {
      if (!(verdict.ending() instanceof Verdict.Ending.Accepted)) {
        return Level.STORY;
      }
      return verdict.hits().isEmpty() ? Level.ROW : Level.STAGE;
    }
  }
}
