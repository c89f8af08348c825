package dev.podlane.net.filter.nft;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition or an action of a rule (struct stmt in nftables); rules run them in order. */
public sealed interface Statement {
  /** A place that means something by each kind; a new kind does not compile until it says what. */
  interface Visitor<T> {
    T visit(Relation it);

    T visit(Verdict it);

    T visit(VerdictMap it);

    T visit(Counter it);

    T visit(ObjectRef it);

    T visit(SetMeta it);

    T visit(SetCt it);

    T visit(SetField it);

    T visit(SegmentSize it);

    T visit(Limit it);

    T visit(Log it);

    T visit(NoTrack it);

    T visit(Reject it);

    T visit(Nat it);

    T visit(Masquerade it);

    T visit(Redirect it);

    T visit(Queue it);

    T visit(Learn it);

    T visit(Opaque it);
  }

  /** Asks the visitor what this one means. */
  <T> T accept(Visitor<T> visitor);

  /** A comparison: the rule ends where it fails. */
  record Relation(Expression left, Comparison comparison, Operand right) implements Statement {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** A verdict. */
  record Verdict(Decision decision) implements Statement {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** A verdict looked up by a value; the rule ends where there is none. */
  record VerdictMap(Expression key, SetRef map) implements Statement {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** Counts; the numbers are those it was written with. */
  record Counter(long packets, long bytes) implements Statement {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * Uses an object of the table: a counter, a quota, a limit.
   *
   * @param kind the word that calls it
   * @param name of the object, or text of the map that has it
   */
  record ObjectRef(String kind, String name) implements Statement {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code meta … set}. */
  record SetMeta(MetaKey key, Expression value) implements Statement {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code ct … set}. */
  record SetCt(CtKey key, Expression value) implements Statement {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** Writes a field of a header. */
  record SetField(HeaderField field, Expression value) implements Statement {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code tcp option maxseg size set}: the most that a SYN announces, which never rises.
   *
   * @param octets the size in octets; {@link #FITTING} for what the routes let pass
   */
  record SegmentSize(int octets) implements Statement {
    /** {@code rt mtu}. */
    public static final int FITTING = -1;

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code limit rate}: the rule ends for what exceeds it, or with {@code over} for what does not.
   *
   * @param over true if what exceeds it is meant
   * @param rate packets or bytes in a unit of time
   * @param unit {@code second}, {@code minute}, {@code hour}, {@code day} or {@code week}
   * @param burst packets or bytes above the rate that may come at once
   * @param bytes true if bytes are counted
   */
  record Limit(boolean over, long rate, String unit, long burst, boolean bytes)
      implements Statement {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code log}, with its options as they are printed. */
  record Log(String options) implements Statement {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The packet is not tracked. */
  record NoTrack() implements Statement {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * The packet ends here and its sender is told.
   *
   * @param family {@code icmp}, {@code icmpv6}, {@code icmpx} or {@code tcp}; empty if none is said
   * @param reason word for the code; {@code reset} for TCP
   */
  record Reject(String family, String reason) implements Statement {
    /** Returns true if it is what {@code reject} alone says. */
    public boolean isUsual() {
      return family.isEmpty();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code dnat} or {@code snat}.
   *
   * @param source true if the source is translated
   * @param family word for the family as written, empty if none
   * @param target addresses to choose from, and ports; none if there are only ports
   * @param ports ports to choose from, none if none are said
   * @param options random, fully-random, persistent
   */
  record Nat(
      boolean source,
      String family,
      @Nullable NatTarget target,
      @Nullable Span ports,
      NatOptions options)
      implements Statement {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code masquerade}. */
  record Masquerade(@Nullable Span ports, NatOptions options) implements Statement {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code redirect}: to this host. */
  record Redirect(@Nullable NatTarget target, @Nullable Span ports, NatOptions options)
      implements Statement {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code queue}: a program decides.
   *
   * @param first first of the queues
   * @param last last of them
   * @param flags bypass, fanout
   */
  record Queue(int first, int last, List<String> flags) implements Statement {
    public Queue {
      flags = List.copyOf(flags);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code add @set}, {@code update @set} or {@code delete @set}: the set learns from packets.
   *
   * @param verb add, update or delete
   * @param set name of the set or map
   * @param key key that is entered
   * @param value value that a map has for it; null for a set
   * @param timeoutMillis time for which it stays; 0 for the set's own timeout
   * @param statements statements of the element, such as {@code limit}
   */
  record Learn(
      String verb,
      String set,
      Expression key,
      @Nullable Expression value,
      long timeoutMillis,
      List<Statement> statements)
      implements Statement {
    public Learn {
      statements = List.copyOf(statements);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * A statement the model does not know.
   *
   * @param text as nft prints it
   * @param harmless true if a packet fares the same with and without it
   */
  record Opaque(String text, boolean harmless) implements Statement {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }
}
