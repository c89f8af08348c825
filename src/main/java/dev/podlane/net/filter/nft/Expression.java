package dev.podlane.net.filter.nft;

import java.util.List;

/** A value that is read from a packet, or made (struct nft_expr). */
public sealed interface Expression {
  /** A place that means something by each kind; a new kind does not compile until it says what. */
  interface Visitor<T> {
    T visit(Constant it);

    T visit(Field it);

    T visit(Meta it);

    T visit(Ct it);

    T visit(Fib it);

    T visit(NumGen it);

    T visit(Concat it);

    T visit(Binary it);

    T visit(MapValue it);

    T visit(Opaque it);
  }

  /** Asks the visitor what this one means. */
  <T> T accept(Visitor<T> visitor);

  /** A value as it is written. */
  record Constant(DataType type, Datum value) implements Expression {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** A field of a header. */
  record Field(HeaderField field) implements Expression {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code meta}. */
  record Meta(MetaKey key) implements Expression {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code ct}.
   *
   * @param direction {@code original} or {@code reply}; empty if none is named
   */
  record Ct(CtKey key, String direction) implements Expression {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code fib}: what the routing tables say.
   *
   * @param keys keys of the look-up: saddr or daddr, and mark, iif or oif
   * @param result wanted result
   */
  record Fib(List<String> keys, FibResult result) implements Expression {
    public Fib {
      keys = List.copyOf(keys);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code numgen}: a number below a bound, drawn or counted up.
   *
   * @param random true if it is drawn
   * @param modulus the bound, at least 1
   * @param offset is added
   */
  record NumGen(boolean random, long modulus, long offset) implements Expression {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** Several values after one another. */
  record Concat(List<Expression> parts) implements Expression {
    public Concat {
      parts = List.copyOf(parts);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** An operation on the bits of a value. */
  record Binary(BitOperator operator, Expression left, Datum right) implements Expression {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The data that a map has for a value. */
  record MapValue(Expression key, SetRef map) implements Expression {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * A value the model does not know.
   *
   * @param text as nft prints it
   * @param type type of the values it is compared with
   * @param bits width of the value
   */
  record Opaque(String text, DataType type, int bits) implements Expression {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }
}
