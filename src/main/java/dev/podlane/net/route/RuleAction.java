package dev.podlane.net.route;

/** The action of a policy rule on the packets it applies to (fib4_rule_action). */
public sealed interface RuleAction {
  /**
   * A table is looked up; the next rule follows if it has no route.
   *
   * @param table name of the table
   * @param suppressedLength an answer by a prefix of this length or a shorter one does not count;
   *     -1 if every answer counts
   */
  record Lookup(String table, int suppressedLength) implements RuleAction {}

  /**
   * The packet is refused without asking any table.
   *
   * @param type blackhole, unreachable or prohibit; unreachable means the <em>network</em> here:
   *     ENETUNREACH and ICMP 3/0, unlike a route of this type
   */
  record Refuse(RouteType type) implements RuleAction {
    public Refuse {
      if (type != RouteType.BLACKHOLE
          && type != RouteType.UNREACHABLE
          && type != RouteType.PROHIBIT) {
        throw new IllegalArgumentException("a rule cannot be of type " + type);
      }
    }
  }

  /**
   * Evaluation continues at a rule of a higher priority number; as if this rule were absent if
   * there is none.
   *
   * @param priority of the rule to go to
   */
  record GoTo(long priority) implements RuleAction {}

  /** Nothing: a mark to go to. */
  record Nop() implements RuleAction {}
}
