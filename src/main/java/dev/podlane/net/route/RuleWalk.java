package dev.podlane.net.route;

import dev.podlane.net.route.RuleEvidence.Verdict;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Goes through the rules until one decides (fib_rules_lookup). */
final class RuleWalk {
  private final RoutingTables tables;
  private final RouteQuery query;
  private final Predicate<Route> usable;
  private final @Nullable List<RuleEvidence> trail;

  /**
   * A walk for one packet.
   *
   * @param usable tells if a row can be used at all
   * @param trail collects the result of each rule; null if it is not needed
   */
  RuleWalk(
      RoutingTables tables,
      RouteQuery query,
      Predicate<Route> usable,
      @Nullable List<RuleEvidence> trail) {
    this.tables = tables;
    this.query = query;
    this.usable = usable;
    this.trail = trail;
  }

  /** The decision, null if no rule comes to one. */
  @Nullable RouteDecision walk() {
    List<PolicyRule> rules = tables.rules();
    int at = 0;
    while (at < rules.size()) {
      PolicyRule rule = rules.get(at);
      if (!rule.matches(query)) {
        at = next(at, rule, Verdict.OTHER);
      } else if (rule.action() instanceof RuleAction.GoTo jump) {
        at = jump(at, rule, jump.priority());
      } else if (rule.action() instanceof RuleAction.Refuse refusal) {
        next(at, rule, Verdict.DECIDED);
        return new RouteDecision.RefusedByRule(rule, refusal.type());
      } else if (rule.action() instanceof RuleAction.Lookup lookup) {
        RouteDecision decision = ask(at, rule, lookup);
        if (decision != null) {
          return decision;
        }
        at++;
      } else {
        at = next(at, rule, Verdict.IDLE);
      }
    }
    return null;
  }

  private int next(int at, PolicyRule rule, Verdict verdict) {
    if (trail != null) {
      trail.add(new RuleEvidence(rule, verdict));
    }
    return at + 1;
  }

  /** Returns the index of the first rule of that priority, which is always further on. */
  private int jump(int at, PolicyRule rule, long priority) {
    List<PolicyRule> rules = tables.rules();
    int target = Math.max(at + 1, tables.before(priority));
    if (target == rules.size() || rules.get(target).priority() != priority) {
      return next(at, rule, Verdict.IDLE);
    }
    next(at, rule, Verdict.JUMPED);
    for (int over = at + 1; trail != null && over < target; over++) {
      next(over, rules.get(over), Verdict.SKIPPED);
    }
    return target;
  }

  private @Nullable RouteDecision ask(int at, PolicyRule rule, RuleAction.Lookup lookup) {
    RouteTable table = tables.find(lookup.table());
    Route row = table == null ? null : table.first(query.destination(), usable, query.out());
    if (table == null || row == null) {
      next(at, rule, Verdict.EMPTY);
      return null;
    }
    RouteDecision decision = RoutingTables.decide(table, row, query.destination());
    boolean isSuppressed =
        decision != null
            && !row.type().isRefusal()
            && (row.destination().length() <= lookup.suppressedLength()
                || rule.selector().details().suppresses(row));
    next(at, rule, isSuppressed ? Verdict.SUPPRESSED : RoutingTables.verdict(row, decision));
    return isSuppressed ? null : decision;
  }
}
