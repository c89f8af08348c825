package dev.podlane.console.iptables;

import dev.podlane.console.iptables.match.AddressTypeText;
import dev.podlane.console.iptables.match.MatchText;
import dev.podlane.console.iptables.match.MatchText.Piece;
import dev.podlane.console.iptables.target.TargetText;
import dev.podlane.net.filter.HeaderMatch;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.OtherMatch.AddressType;
import dev.podlane.net.filter.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule as iptables-save prints it. */
public final class RuleText {
  private RuleText() {}

  /** The words of the rule behind {@code -A CHAIN}. */
  public static String of(Rule rule) {
    List<String> words = new ArrayList<>();
    List<Match> rest = new ArrayList<>();
    List<Piece> header = new ArrayList<>();
    for (Match match : rule.matches()) {
      if (standsInFront(match)) {
        header.add(MatchText.of(match));
      } else {
        rest.add(match);
      }
    }
    header.sort(Comparator.comparingInt(Piece::rank));
    header.forEach(piece -> words.add(piece.words()));
    rest(rest, words);
    if (rule.target() != null) {
      words.add(TargetText.of(rule.target()));
    }
    return String.join(" ", words);
  }

  /** One condition of a rule alone: its option with the value, or the extension if that is all. */
  public static String condition(Match match) {
    Piece piece = MatchText.of(match);
    return piece.words().isEmpty() ? "-m " + piece.module() : piece.words();
  }

  /** The whole line that makes the rule. */
  public static String line(String chain, Rule rule) {
    return ("-A " + chain + " " + of(rule)).stripTrailing();
  }

  private static boolean standsInFront(Match match) {
    return match instanceof HeaderMatch
        || (match instanceof OtherMatch.Unknown unknown && !unknown.text().startsWith("-m "));
  }

  private static void rest(List<Match> matches, List<String> words) {
    Piece before = null;
    for (int at = 0; at < matches.size(); at++) {
      Match match = matches.get(at);
      Match next = at + 1 < matches.size() ? matches.get(at + 1) : null;
      if (match instanceof AddressType first
          && next instanceof AddressType second
          && AddressTypeText.areOne(first, second)) {
        words.add(AddressTypeText.both(first, second));
        before = null;
        at++;
      } else {
        Piece piece = MatchText.of(match);
        words.add(module(piece, before) + piece.words());
        before = piece;
      }
    }
    words.replaceAll(String::strip);
  }

  private static String module(Piece piece, @Nullable Piece before) {
    boolean isJoined = piece.module().isEmpty() || (before != null && piece.joins(before));
    return isJoined ? "" : "-m " + piece.module() + " ";
  }
}
