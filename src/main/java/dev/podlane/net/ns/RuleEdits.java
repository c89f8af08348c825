package dev.podlane.net.ns;

import dev.podlane.net.route.PolicyRule;
import dev.podlane.net.route.RuleAction;
import java.util.List;
import java.util.function.Predicate;

/** Changes to policy rules, checked as the kernel checks them (net/core/fib_rules.c). */
public final class RuleEdits {
  private RuleEdits() {}

  /**
   * The priority of a rule that is given none: just before the second rule, 0 if that is not
   * possible (fib_default_rule_pref).
   */
  public static long defaultPriority(NetworkNamespace ns) {
    List<PolicyRule> rules = ns.routes().rules();
    return rules.size() < 2 ? 0 : Math.max(0, rules.get(1).priority() - 1);
  }

  /**
   * As {@code ip rule add}; it comes after those of its priority (fib_nl_newrule).
   *
   * @throws NetlinkException if there is such a rule, or it leads back
   */
  public static NetworkNamespace add(NetworkNamespace ns, PolicyRule rule) {
    if (rule.action() instanceof RuleAction.GoTo jump && jump.priority() <= rule.priority()) {
      throw new NetlinkException("Error: Backward goto not supported.");
    }
    if (ns.routes().hasSame(rule)) {
      throw new NetlinkException("RTNETLINK answers: File exists");
    }
    return ns.withRoutes(ns.routes().with(rule));
  }

  /** Puts a rule after those of its priority. */
  static void insert(List<PolicyRule> rules, PolicyRule rule) {
    int at = rules.size();
    while (at > 0 && rules.get(at - 1).priority() > rule.priority()) {
      at--;
    }
    rules.add(at, rule);
  }

  /**
   * As {@code ip rule del}: removes the first rule that fits (fib_nl_delrule).
   *
   * @throws NetlinkException if none fits
   */
  public static NetworkNamespace remove(NetworkNamespace ns, Predicate<PolicyRule> fits) {
    List<PolicyRule> rules = ns.routes().rules();
    for (int at = 0; at < rules.size(); at++) {
      if (fits.test(rules.get(at))) {
        return ns.withRoutes(ns.routes().withoutRule(at));
      }
    }
    throw new NetlinkException("RTNETLINK answers: No such file or directory");
  }
}
