package dev.podlane.answer.evidence;

import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.RulePlace;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.SetRef;
import dev.podlane.net.filter.nft.Statement;
import dev.podlane.trace.step.RuleStep;
import java.util.ArrayList;
import java.util.List;

/** The other rules that chance could have chosen ({@code -m statistic}). */
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
    if (taken.target() instanceof Target.Statements own) {
      return drawn(own, read, chain, at);
    }
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

  /** The other chains of a map that is asked by a drawn number. */
  private static List<String> drawn(
      Target.Statements rule, RuleStep.RulesRead read, Chain chain, int at) {
    List<String> others = new ArrayList<>();
    for (Statement statement : rule.list()) {
      if (statement instanceof Statement.VerdictMap map
          && map.key() instanceof Expression.NumGen
          && map.map() instanceof SetRef.Anonymous anonymous) {
        anonymous.set().elements().stream()
            .filter(each -> each.value() instanceof Element.Value.Verdict)
            .map(each -> ((Element.Value.Verdict) each.value()).decision().chain())
            .filter(name -> !name.isEmpty() && !isTaken(read, chain, at, name))
            .forEach(others::add);
      }
    }
    return others;
  }

  private static boolean isTaken(RuleStep.RulesRead read, Chain chain, int at, String name) {
    return read.verdict().hits().stream()
        .filter(hit -> hit.place().chain().equals(chain.name()) && hit.place().position() == at)
        .anyMatch(
            hit ->
                (hit.did() instanceof Target.Jump jump && jump.chain().equals(name))
                    || (hit.did() instanceof Target.Goto to && to.chain().equals(name)));
  }

  private static boolean draws(Rule rule) {
    return rule.matches().stream().anyMatch(Chances::isDrawn);
  }

  private static boolean isDrawn(Match match) {
    return match instanceof OtherMatch.Random || match instanceof OtherMatch.Nth;
  }

  private static boolean otherwiseMatches(RuleStep.RulesRead read, Chain chain, int at) {
    RulePlace place = new RulePlace(read.table().name().text(), chain.name(), at);
    return chain.rules().get(at).matches().stream()
        .noneMatch(match -> !isDrawn(match) && Mismatches.fails(match, read.subject(), place));
  }
}
