package dev.podlane.net.filter.nft;

import java.util.List;

/** The right-hand side of a comparison. */
public sealed interface Operand {
  /**
   * A value, a prefix or a range.
   *
   * @param prefix bits of a prefix as it is written, -1 if it is written as one value or a range
   */
  record Values(Span span, int prefix) implements Operand {}

  /** Several values after one another. */
  record Concat(List<Datum> parts) implements Operand {
    public Concat {
      parts = List.copyOf(parts);
    }
  }

  /** Flags, of which any is meant. */
  record Flags(List<Datum> flags) implements Operand {
    public Flags {
      flags = List.copyOf(flags);
    }

    /** All of them. */
    public Datum mask() {
      return flags.stream().reduce(Datum.of(0), Datum::or);
    }
  }

  /** Flags of which some are looked at: {@code tcp flags syn / syn,ack}. */
  record Masked(Datum value, Datum mask) implements Operand {}

  /** The keys of a set. */
  record In(SetRef set) implements Operand {}

  /** Another expression: {@code ct mark == meta mark}. */
  record Other(Expression expression) implements Operand {}
}
