package dev.podlane.web.api.view;

import dev.podlane.console.iptables.RuleText;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.RulePlace;
import dev.podlane.net.filter.Verdict.Hit;
import dev.podlane.trace.RuleStep;
import dev.podlane.web.api.view.ChainWalk.Visit;
import dev.podlane.web.api.view.TraceView.EvidenceView;
import dev.podlane.web.api.view.TraceView.RowView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The chains a packet was led through, each with its rules as iptables prints them: those that
 * matched numbered in the order they were met, for the others the condition that failed and what
 * the packet had instead.
 */
final class FilterRows {
  private static final List<String> COLUMNS = List.of("num", "rule");

  /** So many chains are shown of one reading. */
  private static final int MOST_CHAINS = 24;

  private final Words words;
  private final Mismatches mismatches;
  private final HitWords hitWords;

  FilterRows(Words words) {
    this.words = words;
    this.mismatches = new Mismatches(words);
    this.hitWords = new HitWords(words);
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
    List<Integer> kept = Rows.kept(verdicts);
    List<RowView> rows = new ArrayList<>();
    for (int at : kept) {
      Rule rule = chain.rules().get(at);
      List<String> cells = List.of(Integer.toString(at + 1), RuleText.of(rule));
      rows.add(new RowView(cells, verdicts.get(at), note(read, visit, at)));
    }
    policy(read, visit).ifPresent(rows::add);
    String title =
        namespace + " · iptables -t " + read.table().kind().text() + " -S " + chain.name();
    return new EvidenceView(title, COLUMNS, rows, chain.rules().size() - kept.size());
  }

  private static String verdict(RuleStep.RulesRead read, Visit visit, int at) {
    if (visit.hits().containsKey(at)) {
      return "matched";
    }
    if (at >= visit.readUpTo()) {
      return "other";
    }
    RulePlace place = place(read, visit, at);
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
    Optional<Match> failed =
        rule.matches().stream()
            .filter(match -> Mismatches.fails(match, read.subject(), place))
            .findFirst();
    return failed
        .map(match -> mismatches.of(match, read.subject()))
        .orElseGet(() -> words.say("evidence.filter.changed"));
  }

  /** The policy is a row as any other where it had the last word. */
  private Optional<RowView> policy(RuleStep.RulesRead read, Visit visit) {
    Chain.Policy policy = visit.chain().policy();
    if (policy == null || read.verdict().by() != null) {
      return Optional.empty();
    }
    String text = "-P " + visit.chain().name() + " " + policy;
    return Optional.of(
        new RowView(List.of("", text), "matched", words.say("evidence.filter.policy")));
  }

  private static RulePlace place(RuleStep.RulesRead read, Visit visit, int at) {
    return new RulePlace(read.table().kind().text(), visit.chain().name(), at);
  }
}
