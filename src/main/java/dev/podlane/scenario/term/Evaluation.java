package dev.podlane.scenario.term;

import java.util.List;

/** Computes expressions: three-valued where the engine does not know. */
public final class Evaluation {
  /** Answers the questions of an expression. */
  @FunctionalInterface
  public interface Source {
    /** The answer to a call. */
    Fact answer(Term.Call call);
  }

  private final Source source;

  /** Computes over one source. */
  public Evaluation(Source source) {
    this.source = source;
  }

  /** Returns true only if a condition is known to hold. */
  public boolean holds(Term condition) {
    return value(condition) instanceof Fact.Truth truth && truth.holds();
  }

  /** The value of an expression. */
  public Fact value(Term term) {
    if (term instanceof Term.Literal literal) {
      return literal.value();
    }
    if (term instanceof Term.Call call) {
      return source.answer(call);
    }
    if (term instanceof Term.Not not) {
      Fact inner = value(not.inner());
      return inner instanceof Fact.Truth truth ? Fact.of(!truth.holds()) : inner;
    }
    if (term instanceof Term.Junction junction) {
      return joined(junction);
    }
    return compared((Term.Comparison) term);
  }

  /** One that decides is enough; else whatever is unknown leaves all unknown (Kleene). */
  private Fact joined(Term.Junction junction) {
    Fact unknown = null;
    for (Term part : junction.parts()) {
      Fact value = value(part);
      if (value instanceof Fact.Truth truth) {
        if (truth.holds() != junction.all()) {
          return value;
        }
      } else if (unknown == null) {
        unknown = value;
      }
    }
    return unknown == null ? Fact.of(junction.all()) : unknown;
  }

  private Fact compared(Term.Comparison comparison) {
    Fact left = value(comparison.left());
    Fact right = value(comparison.right());
    if (left instanceof Fact.Unknown) {
      return left;
    }
    if (right instanceof Fact.Unknown) {
      return right;
    }
    return switch (comparison.operator()) {
      case EQUAL -> Fact.of(same(left, right));
      case DIFFERENT -> Fact.of(!same(left, right));
      case LESS -> Fact.of(order(left, right, 0));
      case AT_MOST -> Fact.of(order(left, right, 1));
      case IN -> Fact.of(items(right).stream().anyMatch(item -> same(left, item)));
    };
  }

  private static List<Fact> items(Fact list) {
    return list instanceof Fact.Many many ? many.items() : List.of();
  }

  private static boolean same(Fact left, Fact right) {
    if (left instanceof Fact.Amount a && right instanceof Fact.Amount b) {
      return a.number().compareTo(b.number()) == 0;
    }
    return left.equals(right);
  }

  private static boolean order(Fact left, Fact right, int below) {
    return left instanceof Fact.Amount a
        && right instanceof Fact.Amount b
        && a.number().compareTo(b.number()) < below;
  }
}
