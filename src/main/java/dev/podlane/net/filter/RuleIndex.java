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

  /** Fills the room behind the positions; higher than every position. */
  private static final int NO_POSITION = Integer.MAX_VALUE;

  private final int size;
  private final int[] always;
  private final Map<Ip, int[]> byDestination;
  private final Map<Ip, int[]> bySource;
  private final Map<Integer, int[]> byPort;

  private RuleIndex(int size, Builder builder) {
    this.size = size;
    this.always = builder.always.stream().mapToInt(Integer::intValue).toArray();
    this.byDestination = builder.byDestination;
    this.bySource = builder.bySource;
    this.byPort = builder.byPort;
  }

  /** Collects the positions of rules in their order. */
  static final class Builder {
    private final List<Integer> always = new ArrayList<>();
    private final Map<Ip, int[]> byDestination = new HashMap<>();
    private final Map<Ip, int[]> bySource = new HashMap<>();
    private final Map<Integer, int[]> byPort = new HashMap<>();

    /** The rule is only for packets to this address. */
    void to(Ip address, int position) {
      add(byDestination, address, position);
    }

    /** The rule is only for packets to this port. */
    void toPort(int port, int position) {
      add(byPort, port, position);
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
          add(byDestination, to.prefix().network(), position);
          return;
        }
        if (match instanceof HeaderMatch.Source from && isOne(from.prefix(), from.inverted())) {
          add(bySource, from.prefix().network(), position);
          return;
        }
        if (match instanceof PortMatch.DestinationPort port
            && port.ports().isOne()
            && !port.inverted()) {
          add(byPort, port.ports().first(), position);
          return;
        }
      }
      always(position);
    }

    private static boolean isOne(Prefix prefix, boolean inverted) {
      return !inverted && prefix.length() == prefix.network().family().bits();
    }

    private static <K> void add(Map<K, int[]> map, K key, int position) {
      map.compute(key, (any, before) -> with(before == null ? NONE : before, position));
    }

    /** Positions in their order with one behind them; what they may grow by is filled up. */
    private static int[] with(int[] before, int position) {
      int place = -Arrays.binarySearch(before, position) - 1;
      int[] now = before;
      if (place == before.length) {
        now = Arrays.copyOf(before, Math.max(1, place * 2));
        Arrays.fill(now, place, now.length, NO_POSITION);
      }
      now[place] = position;
      return now;
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
    return place < positions.length ? Math.min(positions[place], size) : size;
  }
}
