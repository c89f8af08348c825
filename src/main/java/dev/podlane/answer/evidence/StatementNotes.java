package dev.podlane.answer.evidence;

import dev.podlane.answer.Localizer;
import dev.podlane.console.nft.text.ExpressionText;
import dev.podlane.console.nft.text.StatementText;
import dev.podlane.net.filter.RulePlace;
import dev.podlane.net.filter.StatementEvidence;
import dev.podlane.net.filter.StatementEvidence.Answer;
import dev.podlane.net.filter.Target;
import dev.podlane.trace.step.RuleStep;
import java.util.List;

/**
 * The reason for which a rule of nftables did not match: the failed statement and the packet's
 * value.
 */
final class StatementNotes {
  private final Localizer words;

  StatementNotes(Localizer words) {
    this.words = words;
  }

  /** Returns true if one statement alone kept the rule from matching. */
  boolean isNear(RuleStep.RulesRead read, RulePlace place, Target.Statements rule) {
    List<StatementEvidence> all = evidence(read, place, rule);
    return all.stream().filter(each -> each.answer() == Answer.FAILS).count() == 1
        && all.size() > 1;
  }

  String note(RuleStep.RulesRead read, RulePlace place, Target.Statements rule) {
    for (StatementEvidence each : evidence(read, place, rule)) {
      if (each.answer() == Answer.FAILS) {
        return note(each);
      }
      if (each.answer() == Answer.OPEN) {
        return words.say("evidence.filter.unknown", text(each));
      }
    }
    return words.say("evidence.filter.changed");
  }

  private String note(StatementEvidence failed) {
    if (failed.asked().isEmpty()) {
      return words.say("evidence.filter.statement", text(failed));
    }
    String asked = ExpressionText.of(failed.asked().get(0));
    if (failed.had().isEmpty()) {
      return words.say("evidence.filter.statement.none", text(failed), asked);
    }
    String had = ExpressionText.values(failed.had(), ExpressionText.types(failed.asked().get(0)));
    return words.say("evidence.filter.statement.had", text(failed), asked, had);
  }

  private static String text(StatementEvidence evidence) {
    return new StatementText(true).of(evidence.statement());
  }

  private static List<StatementEvidence> evidence(
      RuleStep.RulesRead read, RulePlace place, Target.Statements rule) {
    return StatementEvidence.of(read.table(), place, rule, read.subject());
  }
}
