package dev.podlane.compile.cni;

import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.Target;
import java.util.ArrayList;
import java.util.List;

/** Changes to the tables of iptables, as plugins make them. */
final class Tables {
  /** {@code MASQUERADE --random-fully}. */
  static final Target MASQUERADE_FULLY_RANDOM =
      new Target.Snat(null, null, null, false, true, false);

  private Tables() {}

  /** A table with all its built-in chains, whether a node has touched it or not. */
  static Table table(Ruleset rules, Table.Kind kind) {
    return rules.table(kind).orElseGet(() -> Table.empty(kind)).completed();
  }

  /** A table with rules at the end of a built-in chain. */
  static Table appended(Ruleset rules, Table.Kind kind, Hook hook, Rule... more) {
    return appended(table(rules, kind), hook, List.of(more));
  }

  /** The table with rules at the end of a built-in chain. */
  static Table appended(Table table, Hook hook, List<Rule> more) {
    Chain chain = table.chain(hook.name()).orElseThrow();
    List<Rule> all = new ArrayList<>(chain.rules());
    all.addAll(more);
    return table.with(chain.with(all));
  }

  /** The table with a rule at the beginning of a built-in chain. */
  static Table inserted(Table table, Hook hook, Rule rule) {
    return table.with(table.chain(hook.name()).orElseThrow().inserted(0, rule));
  }
}
