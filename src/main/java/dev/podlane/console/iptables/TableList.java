package dev.podlane.console.iptables;

import dev.podlane.console.iptables.list.ListText;
import dev.podlane.console.iptables.option.Quoted;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.RuleCounts;
import dev.podlane.net.filter.Table;
import java.util.ArrayList;
import java.util.List;

/** Tables as {@code iptables -L} lists them. */
final class TableList {
  private TableList() {}

  /**
   * The listing.
   *
   * @param only name of the one chain wanted, empty for all
   * @param number number of the one rule wanted, which is then printed alone; 0 for all
   */
  static String of(Table given, String only, int number, ListText text, RuleCounts counts) {
    Table table = Compatibility.own(given);
    List<String> parts = new ArrayList<>();
    for (Chain chain : SaveText.chains(table)) {
      if (only.isEmpty() || chain.name().equals(only)) {
        parts.add(chain(table, chain, number, text, counts));
      }
    }
    return String.join("\n\n", parts);
  }

  private static String chain(
      Table table, Chain chain, int number, ListText text, RuleCounts counts) {
    List<String> lines = new ArrayList<>();
    if (number == 0) {
      String policy = chain.policy() == null ? "" : chain.policy().name();
      lines.add(
          text.head(
              chain.name(),
              policy,
              references(table, chain.name()),
              counts.ofPolicy(table, chain)));
    }
    for (int at = 0; at < chain.rules().size(); at++) {
      if (number == 0 || number == at + 1) {
        Rule rule = chain.rules().get(at);
        String saved = RuleText.of(NativeRules.asIptables(rule).orElse(rule));
        lines.add(text.rule(at + 1, Quoted.words(saved), counts.of(table, chain, at, 0)));
      }
    }
    return String.join("\n", lines);
  }

  private static long references(Table table, String chain) {
    return table.chains().values().stream()
        .flatMap(each -> each.rules().stream())
        .filter(rule -> TargetPlaces.leadsTo(rule.target(), chain))
        .count();
  }
}
