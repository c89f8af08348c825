package dev.podlane.net.filter;

import dev.podlane.net.filter.nft.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a chain.
 *
 * @param matches its conditions, all of which must hold
 * @param target its target, null for a rule that only counts
 */
public record Rule(List<Match> matches, @Nullable Target target) {
  public Rule {
    matches = List.copyOf(matches);
  }

  /** A rule of nftables' own. */
  public static Rule of(List<Statement> statements, String comment) {
    return new Rule(List.of(), new Target.Statements(statements, comment));
  }

  /** Its statements, if it is a rule of nftables' own. */
  public Optional<Target.Statements> statements() {
    return target instanceof Target.Statements own ? Optional.of(own) : Optional.empty();
  }

  /** Asks the conditions in their order, up to the first that fails. */
  Answer ask(PacketAtHook subject, RulePlace at) {
    boolean open = false;
    for (Match match : matches) {
      // behind what is open it is open, too, whether a count is asked
      Answer answer = open && match.counts() ? Answer.OPEN : match.answer(subject, at);
      if (answer == Answer.NO || (answer == Answer.DROPS && !open)) {
        return answer;
      }
      open |= answer != Answer.YES;
    }
    return open ? Answer.OPEN : Answer.YES;
  }

  /**
   * Returns the text of a condition or target that is not modelled but can change the verdict;
   * empty if there is none.
   */
  public Optional<String> unknown() {
    if (target instanceof Target.Unknown unknown) {
      return Optional.of(unknown.text());
    }
    if (target instanceof Target.Statements own) {
      return UnknownParts.of(own);
    }
    for (Match match : matches) {
      if (match instanceof OtherMatch.Unknown unknown && !isHarmless()) {
        return Optional.of(unknown.text());
      }
      if (match instanceof OtherMatch.Extension extension
          && extension.conditions().stream().anyMatch(PlaceConditions.Unmodelled.class::isInstance)
          && !isHarmless()) {
        return Optional.of(extension.text());
      }
    }
    return Optional.empty();
  }

  /** The condition or target that leaves the rule open for a packet, as text. */
  String open(PacketAtHook subject, RulePlace at) {
    String last = "";
    for (Match match : matches) {
      // to ask one that remembers a second time would count the packet twice
      boolean isOpen = !match.counts() && match.answer(subject, at) == Answer.OPEN;
      if (match instanceof OtherMatch.Unknown unknown) {
        return unknown.text();
      }
      if (match instanceof OtherMatch.Extension extension) {
        last = extension.text();
        if (isOpen) {
          return last;
        }
      }
    }
    return target instanceof Target.Unknown unknown ? unknown.text() : last;
  }

  /**
   * Returns true if a condition that counts packets was not asked, as it stands behind an open one.
   *
   * @param shared true to look only for those whose counts other rules see
   */
  boolean skips(PacketAtHook subject, RulePlace at, boolean shared) {
    boolean open = false;
    for (Match match : matches) {
      boolean isShared =
          match instanceof OtherMatch.Extension extension
              && extension.conditions().stream().anyMatch(Condition::shares);
      if (open && match.counts() && (isShared || !shared)) {
        return true;
      }
      open |= !match.counts() && match.answer(subject, at) == Answer.OPEN;
    }
    return false;
  }

  /** Returns true if a program decides, to which the rule queues packets. */
  public boolean queues() {
    return statements().stream()
        .flatMap(own -> own.list().stream())
        .anyMatch(Statement.Queue.class::isInstance);
  }

  /** Returns true if the packet meets the same verdict whether or not the rule matches. */
  boolean isHarmless() {
    boolean hasEffect =
        target instanceof Target.Extension extension
            && !(extension.effect() instanceof Effect.Nothing);
    boolean goesOn = target instanceof Target.Log || target instanceof Target.Extension;
    return target == null || (goesOn && !hasEffect);
  }

  /** The subsystem that the rule needs. */
  Need need() {
    boolean byTarget = target != null && target.accept(new NeedsTracking());
    Need most = byTarget ? Need.CONNECTIONS : Need.NOTHING;
    for (Match match : matches) {
      most = most.or(need(match));
    }
    return most;
  }

  private static Need need(Match match) {
    if (match instanceof TrackingMatch) {
      return Need.CONNECTIONS;
    }
    Need most = Need.NOTHING;
    if (match instanceof OtherMatch.Extension extension) {
      for (Condition condition : extension.conditions()) {
        most = most.or(condition.need());
      }
    }
    return most;
  }
}
