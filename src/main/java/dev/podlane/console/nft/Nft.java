package dev.podlane.console.nft;

import dev.podlane.console.nft.read.NftException;
import dev.podlane.console.nft.text.RulesetText;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.RuleCounts;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import java.util.Collection;

/** The nft tool, as nftables 1.0.6 has it. */
public final class Nft {
  private Nft() {}

  /** The rules after a command, and what it printed. */
  public record Result(Ruleset rules, String text) {}

  /**
   * Carries out the commands of an input: all of them, or none.
   *
   * @param flags letters of the options s, a and t that are asked for
   * @throws NftException if nft or the kernel would refuse one
   */
  public static Result run(Ruleset rules, String input, String flags) {
    return run(rules, input, flags, RuleCounts.NONE);
  }

  /** As {@link #run(Ruleset, String, String)}, where rules have counted packets. */
  public static Result run(Ruleset rules, String input, String flags, RuleCounts counts) {
    ScriptRunner script = new ScriptRunner(rules, input, flags, counts);
    Ruleset after = script.run();
    return new Result(after, script.text());
  }

  /** Returns the output of {@code nft list ruleset}. */
  public static String list(Ruleset rules) {
    return RulesetText.of(rules.tables().values(), "");
  }

  /** Tables as {@code nft list ruleset} prints them. */
  public static String list(Collection<Table> tables) {
    return RulesetText.of(tables, "");
  }

  /** A rule as nft prints it. */
  public static String text(Rule rule) {
    return RulesetText.rule(rule);
  }
}
