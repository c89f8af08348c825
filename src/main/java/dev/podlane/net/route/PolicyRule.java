package dev.podlane.net.route;

import java.util.List;

/**
 * A rule that selects the table to look up for some packets (ip-rule(8)).
 *
 * @param priority rules are tried from the lowest on, those of one priority in the order they came
 * @param selector packets that the rule applies to
 * @param action action on these packets
 * @param protocol origin of the rule: {@code kernel}, {@code boot}, {@code static} …
 */
public record PolicyRule(long priority, RuleSelector selector, RuleAction action, String protocol) {
  /** The rules of a new namespace: local, main, default (fib_default_rules_init). */
  public static final List<PolicyRule> DEFAULTS =
      List.of(
          kernel(0, TableNames.LOCAL),
          kernel(32_766, TableNames.MAIN),
          kernel(32_767, TableNames.DEFAULT));

  /** Highest priority number. */
  public static final long MAX_PRIORITY = 0xffff_ffffL;

  public PolicyRule {
    if (priority < 0 || priority > MAX_PRIORITY) {
      throw new IllegalArgumentException("priority must have 32 bits, was " + priority);
    }
  }

  private static PolicyRule kernel(long priority, String table) {
    return new PolicyRule(priority, RuleSelector.ALL, new RuleAction.Lookup(table, -1), "kernel");
  }

  /**
   * Returns the fields by which the kernel recognizes a duplicate (rule_exists in
   * net/core/fib_rules.c): all but {@code not} and the target of a jump.
   */
  public Object identity() {
    RuleSelector plain =
        new RuleSelector(
            false,
            selector.from(),
            selector.to(),
            selector.in(),
            selector.out(),
            selector.mark(),
            selector.mask(),
            selector.protocol(),
            selector.sourcePorts(),
            selector.destinationPorts(),
            selector.details());
    RuleAction does = action instanceof RuleAction.GoTo ? new RuleAction.GoTo(0) : action;
    return new PolicyRule(priority, plain, does, protocol);
  }

  /** Returns true if the rule applies to this packet. */
  public boolean matches(RouteQuery query) {
    return selector.matches(query);
  }
}
