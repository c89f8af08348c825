package dev.podlane.net.route;

import java.util.ArrayList;
import java.util.List;

/**
 * The result of a policy rule for a packet.
 *
 * @param rule the rule
 * @param verdict result of the rule
 */
public record RuleEvidence(PolicyRule rule, Verdict verdict) {
  /** The result of a rule. */
  public enum Verdict {
    /** It ended the lookup: its table answered, or it refuses. */
    DECIDED,
    /** It is for other packets. */
    OTHER,
    /** Its table has no row for the packet, or does not exist. */
    EMPTY,
    /** A row of its table says: go on with the next rule. */
    THROWN,
    /** Its table answered, but by a prefix that is too short to count here. */
    SUPPRESSED,
    /** The lookup went on at another rule. */
    JUMPED,
    /** It does nothing: nop, or a jump to a rule that is not there. */
    IDLE,
    /** It was jumped over. */
    SKIPPED,
    /** An earlier rule had ended the lookup. */
    LATER
  }

  /** Returns true if the rule's table was looked up. */
  public boolean isAsked() {
    return rule.action() instanceof RuleAction.Lookup
        && (verdict == Verdict.DECIDED
            || verdict == Verdict.EMPTY
            || verdict == Verdict.THROWN
            || verdict == Verdict.SUPPRESSED);
  }

  /** All rules, in their order. */
  public static List<RuleEvidence> of(RoutingTables tables, RouteQuery query) {
    List<RuleEvidence> trail = new ArrayList<>();
    tables.lookup(query, trail);
    for (int at = trail.size(); at < tables.rules().size(); at++) {
      trail.add(new RuleEvidence(tables.rules().get(at), Verdict.LATER));
    }
    return List.copyOf(trail);
  }
}
