package dev.podlane.console.nft;

import dev.podlane.console.iptables.RuleText;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Table;

/** Rules as the tool prints them that they were written with. */
public final class RuleLine {
  private RuleLine() {}

  /** The words of a rule without its chain. */
  public static String of(Rule rule) {
    return rule.statements().isPresent() ? Nft.text(rule) : RuleText.of(rule);
  }

  /** The whole line: of iptables with {@code -A} and the chain, of nft the rule alone. */
  public static String line(String chain, Rule rule) {
    return rule.statements().isPresent() ? Nft.text(rule) : RuleText.line(chain, rule);
  }

  /** The command that prints a chain. */
  public static String listing(Table table, String chain) {
    boolean isNative = !table.isOfIptables() || hasStatements(table, chain);
    return isNative
        ? "nft list chain " + table.name().family().text() + " " + table.name().name() + " " + chain
        : "iptables -t " + table.kind().text() + " -S " + chain;
  }

  /** Returns true if nft has to be asked for what a chain says. */
  public static boolean hasStatements(Table table, String chain) {
    return table
        .chain(chain)
        .map(found -> found.rules().stream().anyMatch(rule -> rule.statements().isPresent()))
        .orElse(false);
  }
}
