package dev.podlane.net.filter;

/**
 * A condition of an extension of iptables whose words are kept as they are saved ({@link
 * OtherMatch.Extension}).
 */
public interface Condition {
  /**
   * Asks the condition, and remembers the packet if it is one that does.
   *
   * @param at the place of the rule, under which it remembers
   */
  Finding ask(PacketAtHook subject, RulePlace at);

  /** Returns true if asking changes what the kernel remembers. */
  default boolean remembers() {
    return false;
  }

  /** Returns true if rules other than its own see what it remembers. */
  default boolean shares() {
    return false;
  }

  /** The subsystem that the kernel starts where it is used. */
  default Need need() {
    return Need.NOTHING;
  }

  /** A condition that must not hold. */
  record Not(Condition condition) implements Condition {
    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      return condition.ask(subject, at).negated();
    }

    @Override
    public boolean remembers() {
      return condition.remembers();
    }

    @Override
    public boolean shares() {
      return condition.shares();
    }

    @Override
    public Need need() {
      return condition.need();
    }
  }

  /** The condition, or its negation. */
  static Condition of(Condition condition, boolean negated) {
    return negated ? new Not(condition) : condition;
  }
}
