package dev.podlane.console.iptables;

import dev.podlane.net.filter.BaseChain;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Table;
import java.util.Objects;

/** Returns true if iptables can speak of a table (nft_is_table_compatible in iptables/nft.c). */
public final class Compatibility {
  private Compatibility() {}

  /**
   * Returns true if its base chains are those that iptables hangs up, and it has no sets of its
   * own.
   */
  public static boolean hasOwnShape(Table table) {
    return table.isOfIptables()
        && table.sets().isEmpty()
        && table.objects().isEmpty()
        && table.comment().isEmpty()
        && table.chains().values().stream().allMatch(chain -> isOwn(table, chain));
  }

  /** Returns true if iptables has words for all rules in it. */
  static boolean canSay(Table table) {
    return table.chains().values().stream().allMatch(Compatibility::canSay);
  }

  /** Returns true if iptables has words for all rules of a chain. */
  static boolean canSay(Chain chain) {
    return chain.rules().stream().allMatch(Compatibility::isSayable);
  }

  /** The table without base chains that iptables does not know. */
  static Table own(Table table) {
    Table own = table;
    for (Chain chain : table.chains().values()) {
      own = isOwn(table, chain) ? own : own.without(chain.name());
    }
    return own;
  }

  private static boolean isSayable(Rule rule) {
    return rule.statements().isEmpty() || NativeRules.asIptables(rule).isPresent();
  }

  private static boolean isOwn(Table table, Chain chain) {
    BaseChain base = chain.base();
    if (base == null) {
      return true;
    }
    return table.kind().hooks().stream()
        .filter(hook -> hook.name().equals(chain.name()))
        .findFirst()
        .map(hook -> expected(table, hook).saysAs(base))
        .orElse(false);
  }

  private static BaseChain expected(Table table, Hook hook) {
    return Objects.requireNonNull(
        Table.empty(table.kind()).chain(hook.name()).orElseThrow().base());
  }
}
