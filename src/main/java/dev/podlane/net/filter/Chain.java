package dev.podlane.net.filter;

import dev.podlane.net.shared.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A chain of rules; a long one with the index by which the rules that can match are found. */
public final class Chain implements Named {
  private final String name;
  private final @Nullable BaseChain base;
  private final List<Rule> rules;
  private final String comment;
  private final @Nullable RuleIndex index;

  /** The verdict on a packet that reaches the end of a built-in chain. */
  public enum Policy {
    ACCEPT,
    DROP
  }

  /**
   * A chain.
   *
   * @param base attachment to a hook; null if it is only jumped to
   * @param rules in their order; {@link DeferredRules} are not written before they are needed
   */
  public Chain(String name, @Nullable BaseChain base, List<Rule> rules) {
    this(name, base, rules, "");
  }

  /**
   * A chain with a comment.
   *
   * @param base attachment to a hook; null if it is only jumped to
   * @param rules in their order
   * @param comment empty if none
   */
  public Chain(String name, @Nullable BaseChain base, List<Rule> rules, String comment) {
    this.name = name.intern();
    this.base = base;
    this.comment = comment;
    boolean isDeferred = rules instanceof DeferredRules;
    this.rules = isDeferred ? rules : List.copyOf(rules);
    this.index = !isDeferred && RuleIndex.isWorthIt(rules) ? RuleIndex.of(this.rules) : null;
  }

  private Chain(
      String name,
      @Nullable BaseChain base,
      List<Rule> rules,
      String comment,
      @Nullable RuleIndex index) {
    this.name = name.intern();
    this.base = base;
    this.rules = rules;
    this.comment = comment;
    this.index = index;
  }

  @Override
  public String name() {
    return name;
  }

  /** Its attachment to a hook; null if it is only jumped to. */
  public @Nullable BaseChain base() {
    return base;
  }

  /** Its policy, none if it is only jumped to. */
  public @Nullable Policy policy() {
    return base == null ? null : base.policy();
  }

  /** Its comment; empty if none. */
  public String comment() {
    return comment;
  }

  /** Returns true if the kernel has it: all but those of iptables that nobody has touched. */
  public boolean isMade() {
    return base == null || base.serial() != 0;
  }

  /** Its rules in their order. */
  public List<Rule> rules() {
    return rules;
  }

  /** The first rule from a position on that could match the packet, or the number of rules. */
  int next(int from, PacketAtHook subject) {
    if (rules instanceof DeferredRules deferred) {
      return deferred.next(from, subject);
    }
    return index == null ? Math.min(from, rules.size()) : index.next(from, subject);
  }

  /** This chain with other rules. */
  public Chain with(List<Rule> now) {
    return new Chain(name, base, now, comment);
  }

  /** This chain, which is hung on a hook, with another policy. */
  public Chain with(Policy now) {
    return with(Objects.requireNonNull(base).with(now));
  }

  /** This chain hung on a hook otherwise. */
  public Chain with(@Nullable BaseChain now) {
    return new Chain(name, now, rules, comment, index);
  }

  /** This chain under another name. */
  public Chain named(String now) {
    return new Chain(now, base, rules, comment, index);
  }

  /** This chain with a rule more at a position from 0. */
  public Chain inserted(int position, Rule rule) {
    List<Rule> now = new ArrayList<>(rules);
    now.add(position, rule);
    return with(now);
  }

  /** This chain without the rule at a position from 0. */
  public Chain without(int position) {
    List<Rule> now = new ArrayList<>(rules);
    now.remove(position);
    return with(now);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Chain chain
        && name.equals(chain.name)
        && Objects.equals(base, chain.base)
        && rules.equals(chain.rules)
        && comment.equals(chain.comment);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, base, rules, comment);
  }

  @Override
  public String toString() {
    return "Chain[" + name + ", " + base + ", " + rules + ", " + comment + "]";
  }
}
