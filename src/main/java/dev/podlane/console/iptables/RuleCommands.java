package dev.podlane.console.iptables;

import dev.podlane.console.iptables.TableDraft.ChainDraft;
import dev.podlane.console.iptables.TableDraft.Entry;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.net.filter.Chain.Policy;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Commands about single rules. */
final class RuleCommands {
  private final TableDraft table;
  private final Set<String> sets;
  private final int line;

  /**
   * Edits of a table.
   *
   * @param sets names of the sets there are
   * @param line line of the input, from 1
   */
  RuleCommands(TableDraft table, Set<String> sets, int line) {
    this.table = table;
    this.sets = sets;
    this.line = line;
  }

  /** {@code -A}. */
  void append(String chain, List<Rule> rules) {
    List<Entry> entries = table.chain(chain).changing();
    rules.forEach(rule -> entries.add(entry(chain, rule, "RULE_APPEND")));
  }

  /** {@code -I} at a number from 1. */
  void insert(String chain, int number, List<Rule> rules) {
    List<Entry> entries = table.chain(chain).changing();
    if (number > entries.size() + 1) {
      throw IptablesException.plain("Index of insertion too big.");
    }
    rules.forEach(rule -> entries.add(number - 1, entry(chain, rule, "RULE_INSERT")));
  }

  /** {@code -R} of the rule at a number from 1. */
  void replace(String chain, int number, List<Rule> rules) {
    if (rules.size() > 1) {
      throw IptablesException.usage("Replacement rule does not specify a unique address");
    }
    List<Entry> entries = table.chain(chain).changing();
    if (number > entries.size()) {
      throw IptablesException.plain("Index of replacement too big.");
    }
    entries.set(number - 1, entry(chain, rules.get(0), "RULE_REPLACE"));
  }

  /** {@code -D} of the rule at a number from 1. */
  void delete(String chain, int number) {
    List<Entry> entries = table.chain(chain).changing();
    if (number > entries.size()) {
      throw IptablesException.plain("Index of deletion too big.");
    }
    entries.remove(number - 1);
  }

  /** {@code -D} of the first rule like each of these. */
  void delete(String chain, List<Rule> rules) {
    rules.forEach(rule -> table.chain(chain).changing().remove(indexOf(chain, rule)));
  }

  /** {@code -C}: whether there are such rules. */
  void check(String chain, List<Rule> rules) {
    rules.forEach(rule -> indexOf(chain, rule));
  }

  private int indexOf(String name, Rule rule) {
    ChainDraft chain = table.chains().get(name);
    int size = chain == null ? 0 : chain.entries().size();
    int hash = rule.hashCode();
    for (int at = 0; chain != null && at < size; at++) {
      Entry entry = chain.entries().get(at);
      if (entry.hash() == hash && entry.rule().equals(rule)) {
        return at;
      }
    }
    throw IptablesException.plain("Bad rule (does a matching rule exist in that chain?).");
  }

  /** A built-in chain comes to be with its first rule or policy, and nothing leads to it then. */
  private static String whyNotThere(ChainDraft builtIn) {
    boolean isThere = !builtIn.entries().isEmpty() || builtIn.policy() == Policy.DROP;
    return isThere ? "Operation not supported" : "No such file or directory";
  }

  private Entry entry(String chain, Rule rule, String action) {
    if (table.kind() == Table.Kind.NAT && rule.target() instanceof Target.Drop) {
      throw ChainCommands.noFiltering();
    }
    boolean isHere =
        TargetPlaces.table(rule.target()).map(table.kind()::equals).orElse(true)
            && MatchPlaces.areAllowed(rule, table.kind());
    Optional<ChainDraft> builtIn =
        TargetPlaces.chain(rule.target()).map(table::chain).filter(ChainDraft::isBuiltIn);
    if (!isHere || builtIn.isPresent()) {
      String cause = builtIn.map(RuleCommands::whyNotThere).orElse("Invalid argument");
      throw IptablesException.kernel(action, cause, "rule in chain " + chain);
    }
    for (String set : RuleParser.sets(rule)) {
      if (!sets.contains(set)) {
        throw IptablesException.usage("Set " + set + " doesn't exist.\n");
      }
    }
    return new Entry(rule, line, action);
  }
}
