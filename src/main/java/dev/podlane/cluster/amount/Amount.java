package dev.podlane.cluster.amount;

import dev.podlane.document.Fields;
import dev.podlane.document.ScalarValue;
import java.util.Optional;

/**
 * A count that a spec gives as a number or as a percentage of another count (apimachinery
 * pkg/util/intstr).
 */
public sealed interface Amount {
  /**
   * A plain count.
   *
   * @param value at least 0
   */
  record Count(int value) implements Amount {
    @Override
    public int up(int total) {
      return value;
    }

    @Override
    public int down(int total) {
      return value;
    }
  }

  /**
   * A share of a count.
   *
   * @param percent at least 0; above 100 is allowed
   */
  record Percent(int percent) implements Amount {
    @Override
    public int up(int total) {
      return (int) Math.min(Integer.MAX_VALUE, ((long) percent * total + 99) / 100);
    }

    @Override
    public int down(int total) {
      return (int) Math.min(Integer.MAX_VALUE, (long) percent * total / 100);
    }
  }

  /** The count of that total, a percentage rounded up; {@code total} is at least 0. */
  int up(int total);

  /** The count of that total, a percentage rounded down; {@code total} is at least 0. */
  int down(int total);

  /** A plain count. */
  static Amount of(int value) {
    return new Count(value);
  }

  /** A share of a count. */
  static Amount percent(int percent) {
    return new Percent(percent);
  }

  /**
   * Reads a field's text: {@code 3} or {@code 25%}; empty for anything else, also for negative
   * numbers.
   */
  static Optional<Amount> parse(String text) {
    boolean share = text.endsWith("%");
    String digits = share ? text.substring(0, text.length() - 1) : text;
    if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(Amount::isDigit)) {
      return Optional.empty();
    }
    int value = Integer.parseInt(digits);
    return Optional.of(share ? percent(value) : of(value));
  }

  /** Reads a field, a number or text; empty if it is absent or neither. */
  static Optional<Amount> read(Fields parent, String field) {
    return parent.value().entries().get(field) instanceof ScalarValue scalar
        ? parse(scalar.text())
        : Optional.empty();
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
