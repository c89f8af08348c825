package dev.podlane.net.filter;

import dev.podlane.net.shared.SuppliedMap;
import java.util.OptionalInt;

/** The masks of lists of {@code -m recent} (recent_mt_check in net/netfilter/xt_recent.c). */
public final class RecentMasks {
  private RecentMasks() {}

  /** The mask of the first rule that names a list, which made it; empty if none does. */
  public static OptionalInt first(Ruleset rules, String list) {
    return rules.tables().values().stream()
        .flatMap(table -> SuppliedMap.copyOf(table.chains()).there().values().stream())
        .flatMap(chain -> chain.rules().stream())
        .flatMap(rule -> rule.matches().stream())
        .flatMap(
            match -> match instanceof OtherMatch.Extension it ? it.conditions().stream() : null)
        .filter(condition -> condition instanceof RecentHosts hosts && hosts.name().equals(list))
        .mapToInt(condition -> ((RecentHosts) condition).mask())
        .findFirst();
  }
}
