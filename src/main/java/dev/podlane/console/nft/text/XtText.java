package dev.podlane.console.nft.text;

import dev.podlane.net.filter.HeaderMatch;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.PortMatch;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.RuleCounts.Count;
import dev.podlane.net.filter.TrackingMatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rules of iptables as nft prints them: what iptables keeps as nft's own expressions first, then
 * each extension in the words it has for nft, or by its name alone (xt_stmt_xlate in src/xt.c of
 * nftables, and the xlate functions of iptables' extensions).
 */
final class XtText {
  private XtText() {}

  static String of(Rule rule, boolean stateless, Count count) {
    List<String> parts = new ArrayList<>(header(rule));
    List<Match> matches = ordered(rule.matches());
    boolean isSecond = false;
    for (int at = 0; at < matches.size(); at++) {
      Match match = matches.get(at);
      if (match instanceof HeaderMatch || isSecond) {
        isSecond = false;
        continue;
      }
      Match next = at + 1 < matches.size() ? matches.get(at + 1) : null;
      if (match instanceof OtherMatch.AddressType source
          && next instanceof OtherMatch.AddressType to
          && source.source()
          && !to.source()) {
        // of two kinds that one extension asks nft prints the source's, negated if either is
        match = source.inverted() || !to.inverted() ? source : inverted(source);
        isSecond = true;
      }
      parts.add(match.accept(new XtMatchText(transport(rule))));
    }
    String counted = " packets " + count.packets() + " bytes " + count.octets();
    parts.add(stateless ? "counter" : "counter" + counted);
    if (rule.target() != null) {
      parts.add(rule.target().accept(new XtTargetText()));
    }
    return String.join(" ", parts);
  }

  private static Match inverted(OtherMatch.AddressType type) {
    return new OtherMatch.AddressType(type.source(), type.kind(), type.limit(), true);
  }

  /** An extension prints its own conditions in an order of its own. */
  private static List<Match> ordered(List<Match> matches) {
    List<Match> all = new ArrayList<>(matches);
    for (int at = 1; at < all.size(); at++) {
      for (int back = at; back > 0 && standsBefore(all.get(back), all.get(back - 1)); back--) {
        Collections.swap(all, back, back - 1);
      }
    }
    return all;
  }

  private static boolean standsBefore(Match match, Match other) {
    boolean flags =
        match instanceof PortMatch.TcpFlags
            && (other instanceof PortMatch.SourcePort
                || other instanceof PortMatch.DestinationPort);
    boolean direction =
        match instanceof TrackingMatch.Direction
            && other instanceof TrackingMatch
            && !(other instanceof TrackingMatch.State state && state.older())
            && !(other instanceof TrackingMatch.ConnectionMark)
            && !(other instanceof TrackingMatch.Direction);
    return flags || direction;
  }

  /** The word for the transport protocol a rule asks for. */
  private static String transport(Rule rule) {
    return rule.matches().stream()
        .filter(HeaderMatch.Protocol.class::isInstance)
        .map(match -> XtHeaderText.protocol(((HeaderMatch.Protocol) match).number()))
        .findFirst()
        .orElse("th");
  }

  private static List<String> header(Rule rule) {
    List<HeaderMatch> all =
        rule.matches().stream()
            .filter(HeaderMatch.class::isInstance)
            .map(HeaderMatch.class::cast)
            .sorted((a, b) -> Integer.compare(rank(a), rank(b)))
            .toList();
    boolean isImplied = isImplied(rule);
    return all.stream()
        .filter(match -> !(isImplied && match instanceof HeaderMatch.Protocol))
        .map(match -> match.accept(new XtHeaderText()))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.toList());
  }

  private static int rank(HeaderMatch match) {
    if (match instanceof HeaderMatch.InDevice) {
      return 0;
    }
    if (match instanceof HeaderMatch.OutDevice) {
      return 1;
    }
    if (match instanceof HeaderMatch.Protocol) {
      return 2;
    }
    return match instanceof HeaderMatch.Source
        ? 3
        : match instanceof HeaderMatch.Destination ? 4 : 5;
  }

  /**
   * Returns true if the first extension is TCP's or UDP's own, which iptables keeps as nft's
   * expressions.
   */
  private static boolean isImplied(Rule rule) {
    for (Match match : rule.matches()) {
      if (match instanceof HeaderMatch || match instanceof OtherMatch.Mark) {
        continue; // nft's own expressions as well
      }
      return (match instanceof PortMatch.SourcePort from && isCommon(from.protocol()))
          || (match instanceof PortMatch.DestinationPort to && isCommon(to.protocol()))
          || match instanceof PortMatch.TcpFlags;
    }
    return false;
  }

  private static boolean isCommon(int protocol) {
    return protocol == 6 || protocol == 17;
  }
}
