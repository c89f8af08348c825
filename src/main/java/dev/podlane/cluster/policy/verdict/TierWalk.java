package dev.podlane.cluster.policy.verdict;

import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.TieredPolicy;
import dev.podlane.cluster.policy.TieredRule;
import dev.podlane.cluster.policy.TieredRule.Action;
import dev.podlane.cluster.policy.verdict.Because.Effect;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One tier around NetworkPolicies: the first rule that matches decides, by priority and then by the
 * order inside the policy (rule 110). Policies of equal priority have no order; if they say
 * different things, either may happen.
 */
final class TierWalk {
  private final Direction direction;
  private final Matching matching;
  private final Reasons reasons;
  private final List<Because> because = new ArrayList<>();
  private @Nullable Verdict decided;
  private boolean falls;

  /** A rule that decides, or may. */
  private record Hit(TieredPolicy policy, TieredRule rule, Action action, boolean certain) {}

  TierWalk(Direction direction, Matching matching, Reasons reasons) {
    this.direction = direction;
    this.matching = matching;
    this.reasons = reasons;
  }

  /** Asks the policies of a tier, which are in the order of their priorities. */
  Step step(List<TieredPolicy> policies) {
    for (int i = 0; i < policies.size(); ) {
      int end = i;
      List<Hit> hits = new ArrayList<>();
      while (end < policies.size() && policies.get(end).priority() == policies.get(i).priority()) {
        ask(policies.get(end), hits);
        end++;
      }
      if (takes(hits)) {
        return new Step(decided, falls, because);
      }
      i = end;
    }
    return new Step(decided, true, because);
  }

  private void ask(TieredPolicy policy, List<Hit> hits) {
    if (!policy.valid()) {
      decided = Verdict.UNKNOWN;
      because.add(
          new Because(
              direction, Reasons.tier(policy), Effect.MAY_CHANGE, policy.ref(), "spec", List.of()));
      return;
    }
    for (TieredRule rule : policy.rules(direction)) {
      boolean closed = rule.peers().stream().anyMatch(TieredRule.Unknown.class::isInstance);
      if (closed && rule.action() != Action.ALLOW) {
        hits.add(new Hit(policy, rule, Action.DENY, true)); // rule 118
        return;
      }
      Match match = closed ? Match.NO : matching.rule(rule);
      if (match != Match.NO) {
        hits.add(new Hit(policy, rule, rule.action(), match == Match.YES));
      }
      if (match == Match.YES) {
        return;
      }
    }
  }

  /** Takes what policies of one priority say; true if one of them ends the tier. */
  private boolean takes(List<Hit> hits) {
    Set<Action> actions = EnumSet.noneOf(Action.class);
    hits.stream().filter(Hit::certain).forEach(each -> actions.add(each.action()));
    boolean tie = actions.size() > 1;
    for (Hit each : hits) {
      switch (each.action()) {
        case ALLOW -> decided = Step.either(decided, Verdict.ALLOW);
        case DENY -> decided = Step.either(decided, Verdict.DENY);
        case PASS -> falls = true;
      }
      Effect effect = each.certain() ? effect(each.action()) : Effect.MAY_CHANGE;
      because.add(reasons.of(each.policy(), each.rule(), effect, tie));
    }
    return !actions.isEmpty();
  }

  private static Effect effect(Action action) {
    return switch (action) {
      case ALLOW -> Effect.ALLOWS;
      case DENY -> Effect.DENIES;
      case PASS -> Effect.PASSES;
    };
  }
}
