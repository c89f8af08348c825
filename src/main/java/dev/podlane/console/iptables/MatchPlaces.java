package dev.podlane.console.iptables;

import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.OtherMatch.AddressType.Limit;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Table;
import java.util.List;
import java.util.Set;

/** The hooks and tables where each match is allowed (those of its xt_match). */
final class MatchPlaces {
  private static final Set<Hook> ARRIVING = Set.of(Hook.PREROUTING, Hook.INPUT, Hook.FORWARD);
  private static final Set<Hook> LEAVING = Set.of(Hook.FORWARD, Hook.OUTPUT, Hook.POSTROUTING);
  private static final Set<Hook> SENT = Set.of(Hook.OUTPUT, Hook.POSTROUTING);

  private MatchPlaces() {}

  /** Returns true if all matches of a rule may be asked at a hook. */
  static boolean areAllowed(Rule rule, Hook hook) {
    return rule.matches().stream().allMatch(match -> isAllowed(match, hook));
  }

  /** Returns true if all matches of a rule may stand in a table. */
  static boolean areAllowed(Rule rule, Table.Kind table) {
    boolean validates =
        rule.matches().stream()
            .anyMatch(
                match ->
                    match instanceof OtherMatch.Extension extension
                        && extension.name().equals("rpfilter"));
    return !validates || table == Table.Kind.RAW || table == Table.Kind.MANGLE;
  }

  private static boolean isAllowed(Match match, Hook hook) {
    if (match instanceof OtherMatch.AddressType type) {
      return isAllowed(type.limit(), hook);
    }
    if (match instanceof OtherMatch.PhysicalDevice port) {
      return hook != Hook.OUTPUT || port.out() == null;
    }
    if (!(match instanceof OtherMatch.Extension extension)) {
      return true;
    }
    List<String> words = List.of(extension.text().split(" ", -1));
    return switch (extension.name()) {
      case "mac" -> ARRIVING.contains(hook);
      case "rpfilter" -> hook == Hook.PREROUTING;
      case "owner" -> SENT.contains(hook);
      case "realm" -> hook != Hook.PREROUTING;
      case "policy" ->
          words.get(words.indexOf("--dir") + 1).equals("in")
              ? ARRIVING.contains(hook)
              : LEAVING.contains(hook);
      case "devgroup" ->
          (!words.contains("--src-group") || ARRIVING.contains(hook))
              && (!words.contains("--dst-group") || LEAVING.contains(hook));
      case "physdev" ->
          hook != Hook.OUTPUT
              || !(words.contains("--physdev-out") || words.contains("--physdev-is-out"));
      case "addrtype" ->
          isAllowed(
              words.contains("--limit-iface-in")
                  ? Limit.IN
                  : words.contains("--limit-iface-out") ? Limit.OUT : Limit.NONE,
              hook);
      default -> true;
    };
  }

  private static boolean isAllowed(Limit limit, Hook hook) {
    return switch (limit) {
      case NONE -> true;
      case IN -> !SENT.contains(hook);
      case OUT -> hook != Hook.PREROUTING && hook != Hook.INPUT;
    };
  }
}
