package dev.podlane.net.filter.nft;

/** A verdict: where reading goes on, or how it ends. */
public sealed interface Decision {
  /** A place that means something by each kind; a new kind does not compile until it says what. */
  interface Visitor<T> {
    T visit(Accept it);

    T visit(Drop it);

    T visit(Return it);

    T visit(Continue it);

    T visit(Jump it);

    T visit(Goto it);
  }

  /** Asks the visitor what this one means. */
  <T> T accept(Visitor<T> visitor);

  /** The packet goes on to the next base chain. */
  record Accept() implements Decision {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The packet ends, in silence. */
  record Drop() implements Decision {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** Back to the rule after the jump; in a base chain, to its policy. */
  record Return() implements Decision {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** On with the next statement. */
  record Continue() implements Decision {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** On in another chain, and back. */
  record Jump(String chain) implements Decision {
    public Jump {
      chain = chain.intern();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** On in another chain, without coming back to this one. */
  record Goto(String chain) implements Decision {
    public Goto {
      chain = chain.intern();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The chain it leads to; empty if it leads to none. */
  default String chain() {
    return "";
  }
}
