package dev.podlane.console.iptables;

import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Tables as {@code iptables-save} and {@code iptables -S} print them. */
final class SaveText {
  /** In this order iptables-save goes through the tables. */
  private static final List<Table.Kind> ORDER =
      List.of(Table.Kind.MANGLE, Table.Kind.RAW, Table.Kind.FILTER, Table.Kind.NAT);

  private SaveText() {}

  /** The lines of all tables, from {@code *table} to {@code COMMIT}. */
  static List<String> lines(Ruleset rules) {
    List<String> lines = new ArrayList<>();
    for (Table.Kind kind : ORDER) {
      rules.table(kind).ifPresent(table -> lines.addAll(lines(table)));
    }
    return lines;
  }

  /** The lines of a table. */
  static List<String> lines(Table table) {
    List<String> lines = new ArrayList<>();
    lines.add("*" + table.kind().text());
    List<Chain> chains = chains(table);
    for (Chain chain : chains) {
      String policy = chain.policy() == null ? "-" : chain.policy().name();
      lines.add(":" + chain.name() + " " + policy + " [0:0]");
    }
    for (Chain chain : chains) {
      chain.rules().forEach(rule -> lines.add(RuleText.line(chain.name(), rule)));
    }
    lines.add("COMMIT");
    return lines;
  }

  /** The built-in chains, then the others by name. */
  static List<Chain> chains(Table table) {
    List<Chain> chains = new ArrayList<>();
    TreeMap<String, Chain> others = new TreeMap<>();
    for (Chain chain : table.chains().values()) {
      if (chain.policy() == null) {
        others.put(chain.name(), chain);
      } else {
        chains.add(chain);
      }
    }
    chains.addAll(others.values());
    return chains;
  }

  /**
   * The commands that make a table.
   *
   * @param only name of the one chain wanted, empty for all
   * @param number number of the one rule wanted, 0 for all
   */
  static String commands(Table table, String only, int number) {
    List<String> lines = new ArrayList<>();
    List<Chain> chains =
        chains(table).stream().filter(c -> only.isEmpty() || c.name().equals(only)).toList();
    for (Chain chain : chains) {
      String made =
          chain.policy() == null
              ? "-N " + chain.name()
              : "-P " + chain.name() + " " + chain.policy();
      lines.addAll(number == 0 ? List.of(made) : List.of());
    }
    for (Chain chain : chains) {
      for (int at = 0; at < chain.rules().size(); at++) {
        if (number == 0 || number == at + 1) {
          lines.add(RuleText.line(chain.name(), chain.rules().get(at)));
        }
      }
    }
    return String.join("\n", lines);
  }
}
