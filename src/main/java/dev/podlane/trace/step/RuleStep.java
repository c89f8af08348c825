package dev.podlane.trace.step;

import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.PacketAtHook;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.Verdict;
import org.jspecify.annotations.Nullable;

/** Steps of netfilter's tables. */
public sealed interface RuleStep extends Step {
  /** Handles each kind; a new kind does not compile until every visitor handles it. */
  interface Visitor<T> {
    T visit(RulesRead it);
  }

  /** Calls the visitor's method for this kind. */
  <T> T accept(Visitor<T> visitor);

  @Override
  default @Nullable String device() {
    return null;
  }

  @Override
  default <T> T accept(Step.Visitor<T> visitor) {
    return visitor.visit(this);
  }

  /**
   * The rules of a table were read.
   *
   * @param hook hook of the evaluation
   * @param table the table
   * @param chain name of the base chain that was read from
   * @param subject the packet as the rules saw it
   * @param verdict result of the rules
   */
  record RulesRead(Hook hook, Table table, String chain, PacketAtHook subject, Verdict verdict)
      implements RuleStep {
    /** Its base chain. */
    public Chain base() {
      return table.chain(chain).orElseThrow();
    }

    @Override
    public Level level() {
      if (!(verdict.ending() instanceof Verdict.Ending.Accepted)) {
        return Level.STORY;
      }
      return verdict.hits().isEmpty() ? Level.ROW : Level.STAGE;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }
}
