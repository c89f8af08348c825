package dev.podlane.net.ns;

import dev.podlane.net.route.PolicyRule;
import dev.podlane.net.route.RoutingTables;
import java.util.ArrayList;
import java.util.List;

/**
 * The changes that lead from the policy rules of a new namespace to those of this one. Rules made
 * in this order are equal.
 *
 * @param deleted rules of a new namespace, which go first
 * @param added rules, in the order in which they came
 */
public record RuleChanges(List<PolicyRule> deleted, List<PolicyRule> added) {
  private static final RuleChanges NONE = new RuleChanges(List.of(), List.of());

  public RuleChanges {
    deleted = List.copyOf(deleted);
    added = List.copyOf(added);
  }

  /** The changes that make these rules. */
  public static RuleChanges of(RoutingTables tables) {
    if (!tables.custom()) {
      return NONE;
    }
    List<PolicyRule> rules = tables.rules();
    if (rules.equals(PolicyRule.DEFAULTS)) {
      // Once touched they are read in another way, even as they were.
      List<PolicyRule> last = rules.subList(rules.size() - 1, rules.size());
      return new RuleChanges(last, last);
    }
    List<PolicyRule> deleted = new ArrayList<>(PolicyRule.DEFAULTS);
    deleted.removeAll(rules);
    List<PolicyRule> added = new ArrayList<>(rules);
    added.removeAll(PolicyRule.DEFAULTS);
    RuleChanges few = new RuleChanges(deleted, added);
    return few.make().equals(rules) ? few : new RuleChanges(PolicyRule.DEFAULTS, rules);
  }

  private List<PolicyRule> make() {
    List<PolicyRule> rules = new ArrayList<>(PolicyRule.DEFAULTS);
    rules.removeAll(deleted);
    added.forEach(rule -> RuleEdits.insert(rules, rule));
    return rules;
  }
}
