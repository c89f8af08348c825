package dev.podlane.scenario.term;

import java.math.BigDecimal;
import java.util.List;

/** A value of an expression. */
public sealed interface Fact {
  /**
   * Returns the value as it stands in a sentence; a dash for nothing, a question mark if unknown.
   */
  String text();

  /** A text, such as an address or the name of a network namespace. */
  record Text(String text) implements Fact {}

  /** A number, in the unit that its function names. */
  record Amount(BigDecimal number) implements Fact {
    /** A whole number. */
    public static Amount of(long whole) {
      return new Amount(BigDecimal.valueOf(whole));
    }

    @Override
    public String text() {
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
  }

  /** True or false. */
  record Truth(boolean holds) implements Fact {
    @Override
    public String text() {
      return Boolean.toString(holds);
    }
  }

  /** Several values. */
  record Many(List<Fact> items) implements Fact {
    public Many {
      items = List.copyOf(items);
    }

    @Override
    public String text() {
      return String.join(", ", items.stream().map(Fact::text).toList());
    }
  }

  /** There is no such value: nothing was dropped, nobody answered. It equals nothing else. */
  record Nothing() implements Fact {
    @Override
    public String text() {
      return "–";
    }
  }

  /**
   * The engine does not know the value.
   *
   * @param code the reason: of the outcome, or of the input
   */
  record Unknown(String code) implements Fact {
    @Override
    public String text() {
      return "?";
    }
  }

  /** A text; {@link Nothing} if it is empty. */
  static Fact of(String text) {
    return text.isEmpty() ? new Nothing() : new Text(text);
  }

  /** True or false. */
  static Fact of(boolean holds) {
    return new Truth(holds);
  }

  /** A whole number. */
  static Fact of(long whole) {
    return Amount.of(whole);
  }
}
