package dev.podlane.net.filter;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a chain.
 *
 * @param matches its conditions, all of which must hold
 * @param target what it does, none to count only
 */
public record Rule(List<Match> matches, @Nullable Target target) {
  public Rule {
    matches = List.copyOf(matches);
  }

  /**
   * The first condition the packet does not fulfil.
   *
   * @return empty if the rule matches
   */
  public Optional<Match> mismatch(Subject subject, RulePlace at) {
    for (Match match : matches) {
      if (!match.matches(subject, at)) {
        return Optional.of(match);
      }
    }
    return Optional.empty();
  }

  /** What the model does not know of this rule, as text. */
  public Optional<String> unknown() {
    if (target instanceof Target.Unknown unknown) {
      return Optional.of(unknown.text());
    }
    return matches.stream()
        .filter(OtherMatch.Unknown.class::isInstance)
        .map(match -> ((OtherMatch.Unknown) match).text())
        .findFirst();
  }

  /** Whether the rule needs connections to be tracked. */
  boolean tracks() {
    return target instanceof Target.Dnat
        || target instanceof Target.Snat
        || target instanceof Target.ConnectionMark
        || target instanceof Target.NoTrack
        || matches.stream().anyMatch(TrackingMatch.class::isInstance);
  }
}
