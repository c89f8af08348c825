package dev.podlane.net.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A chain of rules; a long one with the index by which the rules that can match are found. */
public final class Chain {
  private final String name;
  private final @Nullable Policy policy;
  private final List<Rule> rules;
  private final @Nullable RuleIndex index;

  /** What happens to a packet that comes to the end of a built-in chain. */
  public enum Policy {
    ACCEPT,
    DROP
  }

  /**
   * A chain.
   *
   * @param name at most 28 characters; those of {@link Hook} are built in
   * @param policy of a built-in chain; none for others
   * @param rules in their order
   */
  public Chain(String name, @Nullable Policy policy, List<Rule> rules) {
    this.name = name.intern();
    this.policy = policy;
    this.rules = List.copyOf(rules);
    this.index = RuleIndex.isWorthIt(this.rules) ? RuleIndex.of(this.rules) : null;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Its policy, none if it is not built in. */
  public @Nullable Policy policy() {
    return policy;
  }

  /** Its rules in their order. */
  public List<Rule> rules() {
    return rules;
  }

  /** The first rule from a position on that could match the packet, or the number of rules. */
  int next(int from, Subject subject) {
    return index == null ? Math.min(from, rules.size()) : index.next(from, subject);
  }

  /** This chain with other rules. */
  public Chain with(List<Rule> now) {
    return new Chain(name, policy, now);
  }

  /** This chain with another policy. */
  public Chain with(Policy now) {
    return new Chain(name, now, rules);
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
        && policy == chain.policy
        && rules.equals(chain.rules);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, policy, rules);
  }

  @Override
  public String toString() {
    return "Chain[" + name + ", " + policy + ", " + rules + "]";
  }
}
