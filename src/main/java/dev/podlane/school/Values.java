package dev.podlane.school;

import dev.podlane.scenario.term.Evaluation;
import dev.podlane.scenario.term.Term;

/** Writes conditions with their values, as a reader of a lesson's source would want to see them. */
final class Values {
  private Values() {}

  static String text(Evaluation facts, Term term) {
    if (term instanceof Term.Not not) {
      return "!(" + text(facts, not.inner()) + ")";
    }
    if (term instanceof Term.Comparison it) {
      return text(facts, it.left()) + " " + it.operator().sign() + " " + text(facts, it.right());
    }
    if (term instanceof Term.Junction junction) {
      return String.join(
          junction.all() ? " && " : " || ",
          junction.parts().stream().map(part -> text(facts, part)).toList());
    }
    return facts.value(term).text();
  }
}
