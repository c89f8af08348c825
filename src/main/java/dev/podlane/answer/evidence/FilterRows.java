package dev.podlane.answer.evidence;

import dev.podlane.answer.Localizer;
import dev.podlane.answer.TraceView.EvidenceView;
import dev.podlane.answer.TraceView.RowView;
import dev.podlane.answer.evidence.ChainWalk.Visit;
import dev.podlane.console.nft.RuleLine;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.RulePlace;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.Verdict.Hit;
import dev.podlane.trace.step.RuleStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The chains that a packet traversed, each with its rules as iptables prints them: those that
 * matched numbered in order, for the others the condition that failed and the packet's value.
 */
final class FilterRows {
  private static final List<String> COLUMNS = List.of("num", "rule");

  /** The largest number of chains shown of one evaluation. */
  private static final int MOST_CHAINS = 24;

  private final Localizer words;
  private final Mismatches mismatches;
  private final HitWords hitWords;
  private final StatementNotes statements;

  FilterRows(Localizer words) {
    this.words = words;
    this.mismatches = new Mismatches(words);
    this.hitWords = new HitWords(words);
    this.statements = new StatementNotes(words);
  }

  List<EvidenceView> of(String namespace, RuleStep.RulesRead read) {
    return ChainWalk.of(read).visits().stream()
        .limit(MOST_CHAINS)
        .map(visit -> view(namespace, read, visit))
        .toList();
  }

  private EvidenceView view(String namespace, RuleStep.RulesRead read, Visit visit) {
    Chain chain = visit.chain();
    List<String> verdicts = new ArrayList<>();
    for (int at = 0; at < chain.rules().size(); at++) {
      verdicts.add(verdict(read, visit, at));
    }
    List<Integer> kept = RowLimit.kept(verdicts);
    List<RowView> rows = new ArrayList<>();
    for (int at : kept) {
      Rule rule = chain.rules().get(at);
      List<String> cells = List.of(Integer.toString(at + 1), RuleLine.of(rule));
      rows.add(new RowView(cells, verdicts.get(at), note(read, visit, at)));
    }
    policy(read, visit).ifPresent(rows::add);
    String title = namespace + " · " + RuleLine.listing(read.table(), chain.name());
    return new EvidenceView(title, COLUMNS, rows, chain.rules().size() - kept.size());
  }

  private String verdict(RuleStep.RulesRead read, Visit visit, int at) {
    if (visit.hits().containsKey(at)) {
      return "matched";
    }
    if (at >= visit.readUpTo()) {
      return "other";
    }
    RulePlace place = place(read, visit, at);
    if (visit.chain().rules().get(at).target() instanceof Target.Statements own) {
      return statements.isNear(read, place, own) ? "near" : "other";
    }
    long failing =
        visit.chain().rules().get(at).matches().stream()
            .filter(match -> Mismatches.fails(match, read.subject(), place))
            .limit(2)
            .count();
    return failing == 1 ? "near" : "other";
  }

  private String note(RuleStep.RulesRead read, Visit visit, int at) {
    Integer number = visit.hits().get(at);
    Rule rule = visit.chain().rules().get(at);
    if (number != null) {
      Hit hit = read.verdict().hits().get(number - 1);
      return hitWords.of(number, hit, Chances.others(read, visit.chain(), at));
    }
    if (at >= visit.readUpTo()) {
      return words.say("evidence.filter.unread");
    }
    RulePlace place = place(read, visit, at);
    if (rule.target() instanceof Target.Statements own) {
      return statements.note(read, place, own);
    }
    Optional<Match> failed =
        rule.matches().stream()
            .filter(match -> Mismatches.fails(match, read.subject(), place))
            .findFirst();
    return failed
        .map(match -> mismatches.of(match, read.subject(), place))
        .orElseGet(() -> words.say("evidence.filter.changed"));
  }

  /** The policy is a row as any other where it had the last word. */
  private Optional<RowView> policy(RuleStep.RulesRead read, Visit visit) {
    Chain.Policy policy = visit.chain().policy();
    if (policy == null || read.verdict().by() != null) {
      return Optional.empty();
    }
    String text =
        read.table().isOfIptables()
            ? "-P " + visit.chain().name() + " " + policy
            : "policy " + policy.name().toLowerCase(Locale.ROOT);
    return Optional.of(
        new RowView(List.of("", text), "matched", words.say("evidence.filter.policy")));
  }

  private static RulePlace place(RuleStep.RulesRead read, Visit visit, int at) {
    return new RulePlace(read.table().name().text(), visit.chain().name(), at);
  }
}
