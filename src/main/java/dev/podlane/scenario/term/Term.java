package dev.podlane.scenario.term;

import java.util.List;

/** An expression whose types are right. */
public sealed interface Term {
  /** The type of its value. */
  Kind kind();

  /** A written value. */
  record Literal(Fact value, Kind kind) implements Term {}

  /**
   * A question to the engine.
   *
   * @param field the field of the answer; empty if the answer has none
   * @param arguments as written, one for each parameter
   */
  record Call(Function function, List<String> arguments, String field, Kind kind) implements Term {
    public Call {
      arguments = List.copyOf(arguments);
    }

    /** An argument by its place. */
    public String argument(int place) {
      return arguments.get(place);
    }
  }

  /** Not. */
  record Not(Term inner) implements Term {
    @Override
    public Kind kind() {
      return Kind.TRUTH;
    }
  }

  /**
   * Several conditions.
   *
   * @param all true if all must hold, false if one is enough
   */
  record Junction(boolean all, List<Term> parts) implements Term {
    public Junction {
      parts = List.copyOf(parts);
    }

    @Override
    public Kind kind() {
      return Kind.TRUTH;
    }
  }

  /** Two values are compared. */
  record Comparison(Operator operator, Term left, Term right) implements Term {
    @Override
    public Kind kind() {
      return Kind.TRUTH;
    }
  }

  /** Signs of comparison. */
  enum Operator {
    EQUAL("=="),
    DIFFERENT("!="),
    LESS("<"),
    AT_MOST("<="),
    IN("in");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /** The sign in expressions. */
    public String sign() {
      return sign;
    }
  }
}
