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

  /** Whether a packet fulfils all conditions of a rule. */
  enum Answer {
    YES,
    NO,
    /** It depends on a condition that the model does not know. */
    OPEN
  }

  /** Asks the conditions in their order, up to the first that fails. */
  Answer ask(Subject subject, RulePlace at) {
    boolean open = false;
    for (Match match : matches) {
      if (match instanceof OtherMatch.Unknown) {
        open = true;
      } else if (!(open && match.counts()) && !match.matches(subject, at)) {
        return Answer.NO; // behind what is open it is open, too, whether a count is asked
      }
    }
    return open ? Answer.OPEN : Answer.YES;
  }

  /** What would have to be known of this rule to say how packets fare, as text. */
  public Optional<String> unknown() {
    if (target instanceof Target.Unknown unknown) {
      return Optional.of(unknown.text());
    }
    for (Match match : matches) {
      if (match instanceof OtherMatch.Unknown unknown && !isHarmless()) {
        return Optional.of(unknown.text());
      }
    }
    return Optional.empty();
  }

  /** Whether a packet fares the same whether the rule matches or not. */
  private boolean isHarmless() {
    return target == null || target instanceof Target.Log || target instanceof Target.TcpMss;
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
