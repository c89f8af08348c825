package dev.podlane.trace.memory;

import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.RuleCounts;
import dev.podlane.net.filter.RuleCounts.Count;
import dev.podlane.net.filter.RulePlace;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The packets that rules have counted. */
public final class RuleCounters {
  private final Map<String, Map<RuleCounts.Key, Count>> counts = new HashMap<>();

  RuleCounters copy() {
    RuleCounters copy = new RuleCounters();
    counts.forEach((namespace, own) -> copy.counts.put(namespace, new LinkedHashMap<>(own)));
    return copy;
  }

  /** A rule, or the policy of a chain, counts a packet of so many octets. */
  public void count(String namespace, RulePlace place, int ordinal, int octets) {
    counts
        .computeIfAbsent(namespace, any -> new LinkedHashMap<>())
        .merge(
            new RuleCounts.Key(place, ordinal),
            new Count(1, octets),
            (one, more) -> new Count(one.packets() + more.packets(), one.octets() + more.octets()));
  }

  RuleCounts of(String namespace) {
    Map<RuleCounts.Key, Count> own = counts.get(namespace);
    return own == null ? RuleCounts.NONE : new RuleCounts(own);
  }

  /** Rules were changed: those that are still there keep their counts, wherever they stand now. */
  void move(Network before, Network after) {
    counts.replaceAll(
        (name, own) -> {
          Ruleset was = before.namespace(name).map(NetworkNamespace::ruleset).orElse(Ruleset.NONE);
          Ruleset is = after.namespace(name).map(NetworkNamespace::ruleset).orElse(Ruleset.NONE);
          return was.equals(is) ? own : moved(own, was, is);
        });
  }

  private static Map<RuleCounts.Key, Count> moved(
      Map<RuleCounts.Key, Count> own, Ruleset was, Ruleset is) {
    Map<RuleCounts.Key, Count> moved = new LinkedHashMap<>();
    for (Table table : is.tables().values()) {
      Table old = was.tables().get(table.name());
      for (Chain chain : table.chains().values()) {
        if (old != null && old.chain(chain.name()).isPresent()) {
          move(own, moved, table, old.chain(chain.name()).get(), chain);
        }
      }
    }
    return moved;
  }

  private static void move(
      Map<RuleCounts.Key, Count> own,
      Map<RuleCounts.Key, Count> moved,
      Table table,
      Chain was,
      Chain is) {
    Map<Rule, Deque<Integer>> places = new HashMap<>();
    for (int at = 0; at < was.rules().size(); at++) {
      places.computeIfAbsent(was.rules().get(at), any -> new ArrayDeque<>()).add(at);
    }
    move(own, moved, RuleCounts.policy(table, was), RuleCounts.policy(table, is));
    String name = table.name().text();
    for (int at = 0; at < is.rules().size(); at++) {
      Deque<Integer> same = places.getOrDefault(is.rules().get(at), new ArrayDeque<>());
      if (!same.isEmpty()) {
        RulePlace from = new RulePlace(name, was.name(), same.remove());
        move(own, moved, from, new RulePlace(name, is.name(), at));
      }
    }
  }

  private static void move(
      Map<RuleCounts.Key, Count> own,
      Map<RuleCounts.Key, Count> moved,
      RulePlace from,
      RulePlace to) {
    Count count = own.get(new RuleCounts.Key(from, 0));
    for (int ordinal = 0; count != null; ordinal++) {
      moved.put(new RuleCounts.Key(to, ordinal), count);
      count = own.get(new RuleCounts.Key(from, ordinal + 1));
    }
  }
}
