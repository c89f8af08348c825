package dev.podlane.web.api.view.sentence;

import dev.podlane.console.nft.RuleLine;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.Verdict;
import dev.podlane.net.filter.Verdict.Ending;
import dev.podlane.trace.step.RuleStep;
import dev.podlane.web.api.view.evidence.ChainWalk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Words for the result of a table's rules for a packet. */
final class RuleWords {
  private RuleWords() {}

  /** Returns the variant of the sentence: the verdict, and the rule or policy that gave it. */
  static String variant(RuleStep.RulesRead read) {
    Ending ending = read.verdict().ending();
    Verdict.Hit hit = read.verdict().by();
    String by = hit == null ? ".policy" : hit.rule().queues() ? ".program" : ".rule";
    if (ending instanceof Ending.Accepted) {
      return read.verdict().hits().isEmpty() ? "none" : "accepted" + by;
    }
    if (ending instanceof Ending.Dropped) {
      return "dropped" + by;
    }
    if (ending instanceof Ending.Rejected) {
      return "rejected";
    }
    if (ending instanceof Ending.Destination) {
      return "destination";
    }
    return ending instanceof Ending.Source ? "source" : "unknown";
  }

  /** Table, hook, how many rules matched, the chain and number of the rule that ended it, more. */
  static List<String> args(RuleStep.RulesRead read) {
    Verdict verdict = read.verdict();
    Verdict.Hit by = verdict.by();
    String chain = by == null ? read.chain() : by.place().chain();
    String number = by == null ? "" : Integer.toString(by.place().position() + 1);
    return List.of(
        read.table().name().text(),
        read.hook().name(),
        Integer.toString(verdict.hits().size()),
        chain,
        number,
        more(verdict.ending()));
  }

  private static String more(Ending ending) {
    if (ending instanceof Ending.Rejected rejected) {
      return rejected.with().text();
    }
    if (ending instanceof Ending.Destination to && to.to().first() != null) {
      Target.Dnat target = to.to();
      String port = target.ports() == null ? "" : ":" + target.ports().first();
      return target.first() + port;
    }
    return ending instanceof Ending.Unknown unknown ? unknown.text() : "";
  }

  static Map<String, Object> fields(RuleStep.RulesRead read) {
    Hook hook = read.hook();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("table", read.table().name().text());
    fields.put("hook", hook.name().toLowerCase(Locale.ROOT));
    fields.put("ending", variant(read));
    fields.put("matched", read.verdict().hits().size());
    fields.put("chains", ChainWalk.of(read).names());
    Verdict.Hit by = read.verdict().by();
    if (by != null) {
      fields.put("chain", by.place().chain());
      fields.put("rule", by.place().position() + 1);
      fields.put("ruleText", RuleLine.line(by.place().chain(), by.rule()));
    } else if (read.verdict().ending() instanceof Ending.Dropped) {
      fields.put(
          "ruleText", read.table().isOfIptables() ? "-P " + read.chain() + " DROP" : "policy drop");
    }
    return fields;
  }
}
