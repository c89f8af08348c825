package dev.podlane.console;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RuleEdits;
import dev.podlane.net.route.PolicyRule;
import dev.podlane.net.route.RuleAction;
import dev.podlane.net.route.RuleSelector;
import dev.podlane.net.route.TableNames;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The words of a rule after {@code ip rule add|del …}.
 *
 * @param priority what was written, null if nothing
 * @param selector which packets
 * @param table what was written, null if nothing
 * @param suppressed value of suppress_prefixlength, -1 if not given
 * @param action what was written instead of a table, null if nothing
 * @param protocol what was written, null if nothing
 */
record RuleSpec(
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
   * Whether {@code ip rule del} with these words would take this rule: what is not written fits
   * anything, and {@code not} is not compared (rule_find in net/core/fib_rules.c).
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
        && fits(selector.destinationPorts(), other.destinationPorts());
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

  private static boolean fits(@Nullable Object wanted, @Nullable Object there) {
    return wanted == null || Objects.equals(wanted, there);
  }

  private static boolean isSame(
      @Nullable InterfaceAddress wanted, @Nullable InterfaceAddress there) {
    return wanted == null || wanted.equals(there);
  }
}
