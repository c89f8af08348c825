package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the rules of a chain that a packet can match. A rule with one destination address, one
 * source address or one destination port is evaluated only for packets that have it; all others are
 * evaluated always. So the result is that of reading every rule, in the same order.
 */
final class RuleIndex {
  /** The number of rules below which reading is faster than a lookup. */
  private static final int WORTH_IT = 24;

  private static final int[] NONE = {};

  private final int size;
  private final int[] always;
  private final Map<Ip, int[]> byDestination;
  private final Map<Ip, int[]> bySource;
  private final Map<Integer, int[]> byPort;

  private RuleIndex(int size, Builder builder) {
    this.size = size;
    this.always = ints(builder.always);
    this.byDestination = packed(builder.byDestination);
    this.bySource = packed(builder.bySource);
    this.byPort = packed(builder.byPort);
  }

  /** Collects the positions of rules in their order. */
  static final class Builder {
    private final List<Integer> always = new ArrayList<>();
    private final Map<Ip, List<Integer>> byDestination = new HashMap<>();
    private final Map<Ip, List<Integer>> bySource = new HashMap<>();
    private final Map<Integer, List<Integer>> byPort = new HashMap<>();

    /** The rule is only for packets to this address. */
    void to(Ip address, int position) {
      at(byDestination, address).add(position);
    }

    /** The rule is only for packets to this port. */
    void toPort(int port, int position) {
      at(byPort, port).add(position);
    }

    /** The rule is for any packet. */
    void always(int position) {
      always.add(position);
    }

    RuleIndex build(int size) {
      return new RuleIndex(size, this);
    }

    private void add(int position, Rule rule) {
      for (Match match : rule.matches()) {
        if (match.counts()) {
          break; // what stands behind must not keep it from being asked
        }
        if (match instanceof HeaderMatch.Destination to && isOne(to.prefix(), to.inverted())) {
          at(byDestination, to.prefix().network()).add(position);
          return;
        }
        if (match instanceof HeaderMatch.Source from && isOne(from.prefix(), from.inverted())) {
          at(bySource, from.prefix().network()).add(position);
          return;
        }
        if (match instanceof PortMatch.DestinationPort port
            && port.ports().isOne()
            && !port.inverted()) {
          at(byPort, port.ports().first()).add(position);
          return;
        }
      }
      always.add(position);
    }

    private static boolean isOne(Prefix prefix, boolean inverted) {
      return !inverted && prefix.length() == prefix.network().family().bits();
    }

    private static <K> List<Integer> at(Map<K, List<Integer>> map, K key) {
      return map.computeIfAbsent(key, any -> new ArrayList<>());
    }
  }

  /** Returns true if a lookup in the index is faster than reading the rules one by one. */
  static boolean isWorthIt(List<Rule> rules) {
    return rules.size() >= WORTH_IT;
  }

  static RuleIndex of(List<Rule> rules) {
    Builder builder = new Builder();
    for (int i = 0; i < rules.size(); i++) {
      builder.add(i, rules.get(i));
    }
    return builder.build(rules.size());
  }

  private static <K> Map<K, int[]> packed(Map<K, List<Integer>> lists) {
    if (lists.isEmpty()) {
      return Map.of();
    }
    Map<K, int[]> packed = new HashMap<>();
    lists.forEach((key, list) -> packed.put(key, ints(list)));
    return packed;
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The first position from {@code from} on whose rule could match; the size if none could. */
  int next(int from, PacketAtHook subject) {
    int next = first(always, from);
    next = Math.min(next, first(of(byDestination, subject.packet().destination()), from));
    next = Math.min(next, first(of(bySource, subject.packet().source()), from));
    int port = subject.packet().segment().destinationPort();
    return Math.min(next, first(of(byPort, port), from));
  }

  private static <K> int[] of(Map<K, int[]> map, K key) {
    return map.getOrDefault(key, NONE);
  }

  private int first(int[] positions, int from) {
    int at = Arrays.binarySearch(positions, from);
    int place = at >= 0 ? at : -at - 1;
    return place < positions.length ? positions[place] : size;
  }
}
