package dev.podlane.web.api.view;

import dev.podlane.console.iptables.RuleText;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import dev.podlane.web.api.view.NamespaceView.ChainView;
import dev.podlane.web.api.view.NamespaceView.SetView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Netfilter rules, table by table in the order in which a packet meets them. */
final class RulesetRows {
  /** So many rules of a chain are shown, and so many chains; a node can have thousands. */
  private static final int MOST = 200;

  private RulesetRows() {}

  static List<ChainView> chains(Ruleset ruleset) {
    List<ChainView> chains = new ArrayList<>();
    for (Table table : ruleset.tables().values()) {
      for (Chain chain : table.chains().values()) {
        if (chains.size() < MOST) {
          chains.add(view(table, chain));
        }
      }
    }
    return chains;
  }

  /** Hooks at which a packet meets a rule, or a policy other than ACCEPT. */
  static List<String> hooks(Ruleset ruleset) {
    return Arrays.stream(Hook.values())
        .map(Hook::name)
        .filter(
            hook ->
                ruleset.tables().values().stream()
                    .flatMap(table -> table.chain(hook).stream())
                    .anyMatch(RulesetRows::decides))
        .toList();
  }

  private static boolean decides(Chain chain) {
    return !chain.rules().isEmpty() || chain.policy() == Chain.Policy.DROP;
  }

  private static ChainView view(Table table, Chain chain) {
    Chain.Policy policy = chain.policy();
    return new ChainView(
        table.kind().text(),
        chain.name(),
        policy == null ? null : policy.name(),
        chain.rules().size(),
        chain.rules().stream().limit(MOST).map(rule -> line(chain, RuleText.of(rule))).toList());
  }

  private static String line(Chain chain, String words) {
    return ("-A " + chain.name() + " " + words).stripTrailing();
  }

  static List<SetView> sets(Ruleset ruleset) {
    return ruleset.sets().values().stream()
        .limit(MOST)
        .map(set -> new SetView(set.name(), set.type().text(), set.entries().size()))
        .toList();
  }
}
