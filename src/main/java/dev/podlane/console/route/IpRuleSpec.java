package dev.podlane.console.route;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RuleEdits;
import dev.podlane.net.route.PolicyRule;
import dev.podlane.net.route.RuleAction;
import dev.podlane.net.route.RuleDetails;
import dev.podlane.net.route.RuleSelector;
import dev.podlane.net.route.TableNames;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The words of a rule after {@code ip rule add|del …}.
 *
 * @param priority the value given, null if none
 * @param selector the packets that the rule applies to
 * @param table the table given, null if none
 * @param suppressed value of suppress_prefixlength, -1 if not given
 * @param action the action given instead of a table, null if none
 * @param protocol the protocol given, null if none
 */
record IpRuleSpec(
    @Nullable Long priority,
    RuleSelector selector,
    @Nullable String table,
    int suppressed,
    @Nullable RuleAction action,
    @Nullable String protocol) {
  /** The rule to add. */
  PolicyRule rule(NetworkNamespace ns) {
    RuleAction what =
        action != null
            ? action
            : new RuleAction.Lookup(table == null ? TableNames.MAIN : table, suppressed);
    return new PolicyRule(
        priority == null ? RuleEdits.defaultPriority(ns) : priority,
        selector,
        what,
        protocol == null ? "boot" : protocol);
  }

  /**
   * Returns true if {@code ip rule del} with these arguments would take this rule: an argument that
   * is not given fits anything, and {@code not} is not compared (rule_find in
   * net/core/fib_rules.c).
   */
  boolean fits(PolicyRule rule) {
    RuleSelector other = rule.selector();
    return (priority == null || priority == rule.priority())
        && isAsked(rule.action())
        && fits(protocol, rule.protocol())
        && isSame(selector.from(), other.from())
        && isSame(selector.to(), other.to())
        && fits(selector.in(), other.in())
        && fits(selector.out(), other.out())
        && (selector.mark() == 0 || selector.mark() == other.mark())
        && (selector.mask() == 0 || selector.mask() == other.mask())
        && (selector.protocol() == 0 || selector.protocol() == other.protocol())
        && fits(selector.sourcePorts(), other.sourcePorts())
        && fits(selector.destinationPorts(), other.destinationPorts())
        && fits(selector.details(), other.details());
  }

  private boolean isAsked(RuleAction done) {
    if (action != null) {
      boolean bothJump = action instanceof RuleAction.GoTo && done instanceof RuleAction.GoTo;
      return bothJump || action.equals(done);
    }
    if (table == null && suppressed < 0) {
      return true;
    }
    return done instanceof RuleAction.Lookup lookup
        && fits(table, lookup.table())
        && (suppressed < 0 || suppressed == lookup.suppressedLength());
  }

  private static boolean fits(RuleDetails wanted, RuleDetails there) {
    return (wanted.tos() == 0 || wanted.tos() == there.tos())
        && (wanted.firstUser() < 0
            || (wanted.firstUser() == there.firstUser() && wanted.lastUser() == there.lastUser()))
        && (wanted.tunnel() == 0 || wanted.tunnel() == there.tunnel())
        && (!wanted.l3mdev() || there.l3mdev())
        && (wanted.suppressedGroup() < 0 || wanted.suppressedGroup() == there.suppressedGroup())
        && (wanted.realms().isEmpty() || wanted.realms().equals(there.realms()));
  }

  private static boolean fits(@Nullable Object wanted, @Nullable Object there) {
    return wanted == null || Objects.equals(wanted, there);
  }

  private static boolean isSame(
      @Nullable InterfaceAddress wanted, @Nullable InterfaceAddress there) {
    return wanted == null || wanted.equals(there);
  }
}
