package dev.podlane.net.filter;

/**
 * One condition of a rule. The conditions of a rule are asked in their order, and the first that
 * fails ends it, so what counts along ({@code statistic}) counts only what got that far.
 */
public sealed interface Match permits HeaderMatch, PortMatch, TrackingMatch, OtherMatch {
  /**
   * Whether the packet fulfils the condition.
   *
   * @param at the place of the rule, under which a counting match keeps its count
   */
  boolean matches(Subject subject, RulePlace at);

  /** Whether asking changes what is asked next time. */
  default boolean counts() {
    return false;
  }
}
