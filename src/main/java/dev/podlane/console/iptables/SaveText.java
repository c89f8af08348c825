package dev.podlane.console.iptables;

import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.RuleCounts;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Tables as {@code iptables-save} and {@code iptables -S} print them. */
final class SaveText {
  /** The order in which iptables-save prints the tables. */
  private static final List<Table.Kind> ORDER =
      List.of(
          Table.Kind.MANGLE,
          Table.Kind.SECURITY,
          Table.Kind.RAW,
          Table.Kind.FILTER,
          Table.Kind.NAT);

  private static final String FOREIGN =
      "# Table `%s' contains incompatible base-chains, use 'nft' tool to list them.";

  private SaveText() {}

  /** The lines of all tables, from {@code *table} to {@code COMMIT}. */
  static List<String> lines(Ruleset rules, Counting counting) {
    List<String> lines = new ArrayList<>();
    for (Table.Kind kind : ORDER) {
      rules.table(kind).ifPresent(table -> lines.addAll(lines(table, counting)));
    }
    return lines;
  }

  /** The lines of a table. */
  static List<String> lines(Table given, Counting counting) {
    String name = given.kind().text();
    if (!Compatibility.canSay(given)) {
      return List.of("# Table `" + name + "' is incompatible, use 'nft' tool.");
    }
    List<String> lines = new ArrayList<>();
    Table table = Compatibility.own(given);
    if (table.chains().size() < given.chains().size()) {
      lines.add(FOREIGN.formatted(name));
    }
    table = table.completed();
    lines.add("*" + name);
    List<Chain> chains = chains(table);
    for (Chain chain : chains) {
      String policy = chain.policy() == null ? "-" : chain.policy().name();
      String count = counting.counts().ofPolicy(table, chain).brackets();
      lines.add(":" + chain.name() + " " + policy + " " + count);
    }
    for (Chain chain : chains) {
      for (int at = 0; at < chain.rules().size(); at++) {
        String line = line(chain, chain.rules().get(at));
        String count = counting.counts().of(table, chain, at, 0).brackets() + " ";
        lines.add(counting.shown() ? count + line : line);
      }
    }
    lines.add("COMMIT");
    return lines;
  }

  /**
   * Counts for a listing.
   *
   * @param counts packets that rules have counted
   * @param shown true if the counts of rules are printed ({@code -c})
   */
  record Counting(RuleCounts counts, boolean shown) {
    /** Nothing was counted. */
    static final Counting NONE = new Counting(RuleCounts.NONE, false);
  }

  private static String line(Chain chain, Rule rule) {
    return RuleText.line(chain.name(), NativeRules.asIptables(rule).orElse(rule));
  }

  /** The built-in chains, then the others by name. */
  static List<Chain> chains(Table table) {
    List<Chain> chains = new ArrayList<>();
    TreeMap<String, Chain> others = new TreeMap<>();
    for (Chain chain : table.shown()) {
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
  static String commands(Table given, String only, int number, Counting counting) {
    List<String> lines = new ArrayList<>();
    Table table = Compatibility.own(given);
    if (table.chains().size() < given.chains().size()) {
      lines.add(FOREIGN.formatted(given.kind().text()));
    }
    List<Chain> chains =
        chains(table).stream().filter(c -> only.isEmpty() || c.name().equals(only)).toList();
    for (Chain chain : chains) {
      String made =
          chain.policy() == null
              ? "-N " + chain.name()
              : "-P " + chain.name() + " " + chain.policy() + policy(table, chain, counting);
      lines.addAll(number == 0 ? List.of(made) : List.of());
    }
    for (Chain chain : chains) {
      for (int at = 0; at < chain.rules().size(); at++) {
        if (number == 0 || number == at + 1) {
          lines.add(line(table, chain, at, counting));
        }
      }
    }
    return String.join("\n", lines);
  }

  private static String policy(Table table, Chain chain, Counting counting) {
    return counting.shown() ? words(counting.counts().ofPolicy(table, chain)) : "";
  }

  /** Counts stand in front of the target. */
  private static String line(Table table, Chain chain, int at, Counting counting) {
    Rule rule = chain.rules().get(at);
    String line = line(chain, rule);
    if (!counting.shown()) {
      return line;
    }
    Rule own = NativeRules.asIptables(rule).orElse(rule);
    int end = RuleText.line(chain.name(), new Rule(own.matches(), null)).length();
    String count = words(counting.counts().of(table, chain, at, 0));
    return line.substring(0, end) + count + line.substring(end);
  }

  private static String words(RuleCounts.Count count) {
    return " -c " + count.packets() + " " + count.octets();
  }
}
