package dev.podlane.school.made;

import dev.podlane.scenario.term.Fact;
import dev.podlane.scenario.term.Function;
import dev.podlane.scenario.term.Kind;
import dev.podlane.scenario.term.Term;
import java.util.List;

/** Conditions that are built instead of read. */
final class Conditions {
  private Conditions() {}

  /** The result of a probe is a word of the API. */
  static Term result(String probe, String word) {
    return equal(new Term.Call(Function.RESULT, List.of(probe), "", Kind.TEXT), word);
  }

  /** A probe is answered in that network namespace. */
  static Term answered(String probe, String namespace) {
    return equal(new Term.Call(Function.SERVER, List.of(probe), "ns", Kind.TEXT), namespace);
  }

  /** A probe comes to that network namespace. */
  static Term passes(String probe, String namespace) {
    return new Term.Call(Function.PASSES, List.of(probe, namespace), "", Kind.TRUTH);
  }

  /** The answer to a URL is none of the errors. */
  static Term isNoError(String probe) {
    Term status = new Term.Call(Function.HTTP, List.of(probe), "status", Kind.NUMBER);
    return new Term.Comparison(
        Term.Operator.LESS, status, new Term.Literal(Fact.of(400), Kind.NUMBER));
  }

  private static Term equal(Term left, String text) {
    return new Term.Comparison(
        Term.Operator.EQUAL, left, new Term.Literal(new Fact.Text(text), Kind.TEXT));
  }

  /** All of them hold. */
  static Term all(List<Term> parts) {
    return parts.size() == 1 ? parts.get(0) : new Term.Junction(true, parts);
  }
}
