package dev.podlane.school.made;

import dev.podlane.finding.found.Finding;
import dev.podlane.scenario.lesson.Words;
import dev.podlane.scenario.term.Evaluation;
import dev.podlane.scenario.term.Fact;
import dev.podlane.scenario.term.Function;
import dev.podlane.scenario.term.Kind;
import dev.podlane.scenario.term.Term;
import java.util.List;

/**
 * Three hints about a finding: where the packet ends, whose fault it is, and what is wrong there.
 */
record Hints(Finding finding, Speech speech) {
  List<Words> all(Evaluation facts, String probe) {
    return List.of(place(facts, probe), object(), value());
  }

  private Words place(Evaluation facts, String probe) {
    Fact end = asked(facts, Function.CAUSE, probe, "netns", Kind.TEXT);
    if (end instanceof Fact.Text place) {
      return speech.say("challenge.made.hint-place", place.text());
    }
    Fact server = asked(facts, Function.SERVER, probe, "ns", Kind.TEXT);
    Fact status = asked(facts, Function.HTTP, probe, "status", Kind.NUMBER);
    if (status instanceof Fact.Amount number) {
      return speech.say("challenge.made.hint-status", number.text(), server.text());
    }
    return server instanceof Fact.Text place
        ? speech.say("challenge.made.hint-server", place.text())
        : speech.say("challenge.made.hint-walk");
  }

  private static Fact asked(
      Evaluation facts, Function question, String probe, String field, Kind kind) {
    return facts.value(new Term.Call(question, List.of(probe), field, kind));
  }

  private Words object() {
    return speech.say("challenge.made.hint-object", finding.object().toString());
  }

  private Words value() {
    String path = finding.path().isEmpty() ? finding.object().toString() : finding.path();
    return finding.expected().isEmpty()
        ? speech.say("challenge.made.hint-actual", path, finding.actual())
        : speech.say("challenge.made.hint-expected", path, finding.actual(), finding.expected());
  }
}
