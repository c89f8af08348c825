package dev.podlane.net.filter;

/**
 * One condition of a rule. The conditions are evaluated in order and the first that fails ends the
 * rule, so that a counting condition ({@code statistic}) counts only packets that fulfilled those
 * before it.
 */
public sealed interface Match permits HeaderMatch, PortMatch, TrackingMatch, OtherMatch {
  /** Asks by family; each family has a visitor of its own. */
  interface Visitor<T> {
    T visit(HeaderMatch it);

    T visit(PortMatch it);

    T visit(TrackingMatch it);

    T visit(OtherMatch it);
  }

  /** Calls the visitor's method for this kind. */
  <T> T accept(Visitor<T> visitor);

  /**
   * Returns true if the packet fulfils the condition.
   *
   * @param at the place of the rule, under which a counting match keeps its count
   */
  boolean matches(PacketAtHook subject, RulePlace at);

  /** The answer for a packet, which may be open. */
  default Answer answer(PacketAtHook subject, RulePlace at) {
    return matches(subject, at) ? Answer.YES : Answer.NO;
  }

  /** Returns true if evaluating the condition changes the result of the next evaluation. */
  default boolean counts() {
    return false;
  }
}
