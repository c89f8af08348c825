package dev.podlane.web.api.view;

import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.RulePlace;
import dev.podlane.net.filter.Target;
import dev.podlane.trace.RuleStep;
import java.util.ArrayList;
import java.util.List;

/** What else could have been chosen where chance decided between rules ({@code -m statistic}). */
final class Chances {
  private Chances() {}

  /**
   * Chains that other rules of the chain would have led to, had chance decided otherwise.
   *
   * @param at position of the rule that matched
   * @return empty if chance had no part in it
   */
  static List<String> others(RuleStep.RulesRead read, Chain chain, int at) {
    Rule taken = chain.rules().get(at);
    boolean drawnHere = draws(taken);
    List<String> others = new ArrayList<>();
    boolean drawnBefore = false;
    for (int i = 0; i < chain.rules().size(); i++) {
      Rule rule = chain.rules().get(i);
      boolean candidate = i < at ? draws(rule) : drawnHere;
      if (i != at && candidate && otherwiseMatches(read, chain, i)) {
        drawnBefore |= i < at;
        if (rule.target() instanceof Target.Jump jump) {
          others.add(jump.chain());
        } else if (rule.target() instanceof Target.Goto to) {
          others.add(to.chain());
        }
      }
    }
    return drawnHere || drawnBefore ? others : List.of();
  }

  private static boolean draws(Rule rule) {
    return rule.matches().stream().anyMatch(Match::counts);
  }

  private static boolean otherwiseMatches(RuleStep.RulesRead read, Chain chain, int at) {
    RulePlace place = new RulePlace(read.table().kind().text(), chain.name(), at);
    return chain.rules().get(at).matches().stream()
        .noneMatch(match -> !match.counts() && Mismatches.fails(match, read.subject(), place));
  }
}
