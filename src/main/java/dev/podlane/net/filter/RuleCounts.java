package dev.podlane.net.filter;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Packets and octets that the rules of a namespace have counted, as a value.
 *
 * @param all counts other than zero, by the rule and the counter in it
 */
public record RuleCounts(Map<Key, Count> all) {
  /** Nothing has been counted. */
  public static final RuleCounts NONE = new RuleCounts(Map.of());

  /** The position of a chain's policy, which is no rule. */
  private static final int POLICY = -1;

  /**
   * A counter.
   *
   * @param place the rule, or a place before the first for the policy of a chain
   * @param ordinal number of the counter among those of the rule, from 0
   */
  public record Key(RulePlace place, int ordinal) {}

  /**
   * A number of packets and their octets.
   *
   * @param packets packets
   * @param octets octets of IP
   */
  public record Count(long packets, long octets) {
    /** Nothing. */
    public static final Count ZERO = new Count(0, 0);

    /** As in {@code [5:300]}. */
    public String brackets() {
      return "[" + packets + ":" + octets + "]";
    }
  }

  public RuleCounts {
    all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
  }

  /** The place that stands for the policy of a base chain. */
  public static RulePlace policy(Table table, Chain chain) {
    return new RulePlace(table.name().text(), chain.name(), POLICY);
  }

  /** A counter of a rule. */
  public Count of(Table table, Chain chain, int position, int ordinal) {
    RulePlace place = new RulePlace(table.name().text(), chain.name(), position);
    return all.getOrDefault(new Key(place, ordinal), Count.ZERO);
  }

  /** The counter of a base chain's policy. */
  public Count ofPolicy(Table table, Chain chain) {
    return all.getOrDefault(new Key(policy(table, chain), 0), Count.ZERO);
  }
}
