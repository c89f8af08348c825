package dev.podlane.answer.topology;

import dev.podlane.answer.NamespaceView.ChainView;
import dev.podlane.answer.NamespaceView.SetView;
import dev.podlane.console.nft.RuleLine;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.NamedSet;
import dev.podlane.net.ns.ElementIds;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Netfilter rules, table by table in the order in which a packet meets them. */
final class RulesetRows {
  /** The largest number of rules of a chain shown, and of chains; a node can have thousands. */
  static final int MOST = 200;

  private RulesetRows() {}

  static List<ChainView> chains(NetworkNamespace namespace) {
    List<ChainView> chains = new ArrayList<>();
    for (Table table : namespace.ruleset().ordered()) {
      for (Chain chain : table.shown(MOST - chains.size())) {
        chains.add(view(namespace.name(), table, chain));
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
                    .flatMap(table -> table.bases().stream())
                    .filter(chain -> isAt(chain, hook))
                    .anyMatch(RulesetRows::decides))
        .toList();
  }

  private static boolean isAt(Chain chain, String hook) {
    return chain.base() != null && chain.base().hook().name().equals(hook);
  }

  private static boolean decides(Chain chain) {
    return !chain.rules().isEmpty() || chain.policy() == Chain.Policy.DROP;
  }

  private static ChainView view(String namespace, Table table, Chain chain) {
    Chain.Policy policy = chain.policy();
    return new ChainView(
        ElementIds.chain(namespace, table.name(), chain.name()),
        table.name().text(),
        chain.name(),
        policy == null ? null : policy.name(),
        chain.rules().size(),
        chain.rules().stream().limit(MOST).map(rule -> RuleLine.line(chain.name(), rule)).toList(),
        ElementIds.rules(namespace, table.name(), chain).stream().limit(MOST).toList());
  }

  static List<SetView> sets(NetworkNamespace namespace) {
    Stream<SetView> ofNft =
        namespace.ruleset().ordered().stream()
            .flatMap(
                table ->
                    table.sets().values().stream().map(set -> view(namespace.name(), table, set)));
    Stream<SetView> ofIpset =
        namespace.ruleset().sets().values().stream()
            .map(
                set ->
                    new SetView(
                        ElementIds.set(namespace.name(), set.name()),
                        set.name(),
                        set.type().text(),
                        set.entries().size()));
    return Stream.concat(ofIpset, ofNft).limit(MOST).toList();
  }

  private static SetView view(String namespace, Table table, NamedSet set) {
    String keys = set.shape().key().stream().map(DataType::text).collect(Collectors.joining(" . "));
    return new SetView(
        ElementIds.set(namespace, table.name(), set.name()),
        table.name().text() + " " + set.name(),
        (set.isMap() ? "map " : "set ") + keys,
        set.elements().size());
  }
}
