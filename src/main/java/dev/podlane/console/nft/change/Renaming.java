package dev.podlane.console.nft.change;

import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.nft.Decision;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.NamedSet;
import dev.podlane.net.filter.nft.SetRef;
import dev.podlane.net.filter.nft.Statement;
import java.util.List;

/** Rules and maps after a chain they lead to has another name. */
final class Renaming {
  private Renaming() {}

  static Rule of(Rule rule, String from, String to) {
    if (rule.target() instanceof Target.Statements own) {
      List<Statement> list = own.list().stream().map(each -> of(each, from, to)).toList();
      return Rule.of(list, own.comment());
    }
    if (rule.target() instanceof Target.Jump jump && jump.chain().equals(from)) {
      return new Rule(rule.matches(), new Target.Jump(to));
    }
    return rule.target() instanceof Target.Goto go && go.chain().equals(from)
        ? new Rule(rule.matches(), new Target.Goto(to))
        : rule;
  }

  private static Statement of(Statement statement, String from, String to) {
    if (statement instanceof Statement.Verdict verdict) {
      return new Statement.Verdict(of(verdict.decision(), from, to));
    }
    return statement instanceof Statement.VerdictMap map
            && map.map() instanceof SetRef.Anonymous anonymous
        ? new Statement.VerdictMap(map.key(), new SetRef.Anonymous(of(anonymous.set(), from, to)))
        : statement;
  }

  static NamedSet of(NamedSet set, String from, String to) {
    return set.shape().isVerdictMap()
        ? set.withOnly(set.elements().stream().map(each -> of(each, from, to)).toList())
        : set;
  }

  private static Element of(Element element, String from, String to) {
    return element.value() instanceof Element.Value.Verdict verdict
        ? new Element(
            element.key(),
            new Element.Value.Verdict(of(verdict.decision(), from, to)),
            element.options())
        : element;
  }

  private static Decision of(Decision decision, String from, String to) {
    if (decision instanceof Decision.Jump jump && jump.chain().equals(from)) {
      return new Decision.Jump(to);
    }
    return decision instanceof Decision.Goto go && go.chain().equals(from)
        ? new Decision.Goto(to)
        : decision;
  }
}
