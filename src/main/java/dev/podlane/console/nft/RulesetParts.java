package dev.podlane.console.nft;

import dev.podlane.console.iptables.Compatibility;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * A ruleset as two texts: what iptables-restore takes, and what nft takes after it. A chain of
 * iptables with rules of nft among its own is in both, the rules of nft each at its place.
 */
public final class RulesetParts {
  private RulesetParts() {}

  /** The tables of iptables, without the rules that only nft can say. */
  public static Ruleset ofIptables(Ruleset rules) {
    List<Table> tables = new ArrayList<>();
    for (Table table : rules.tables().values()) {
      if (Compatibility.hasOwnShape(table)) {
        Table now = table;
        for (Chain chain : table.chains().values()) {
          List<Rule> own =
              chain.rules().stream().filter(rule -> rule.statements().isEmpty()).toList();
          now = own.size() == chain.rules().size() ? now : now.with(chain.with(own));
        }
        tables.add(now);
      }
    }
    return new Ruleset(tables, rules.sets());
  }

  /** All other tables as nft lists them, and the rules of nft in tables of iptables. */
  public static String ofNft(Ruleset rules) {
    StringBuilder text = new StringBuilder();
    List<Table> others = new ArrayList<>();
    for (Table table : rules.tables().values()) {
      if (Compatibility.hasOwnShape(table)) {
        table.chains().values().forEach(chain -> add(table, chain, text));
      } else {
        others.add(table);
      }
    }
    return Nft.list(others) + text;
  }

  private static void add(Table table, Chain chain, StringBuilder text) {
    String place = " rule ip " + table.name().name() + " " + chain.name() + " ";
    for (int at = 0; at < chain.rules().size(); at++) {
      Rule rule = chain.rules().get(at);
      if (rule.statements().isPresent()) {
        String verb = at == 0 ? "insert" + place : "add" + place + "index " + (at - 1) + " ";
        text.append(verb).append(Nft.text(rule)).append('\n');
      }
    }
  }
}
