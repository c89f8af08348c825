package dev.podlane.trace.memory;

import dev.podlane.net.filter.IpSet;
import dev.podlane.net.filter.IpSetChange;
import dev.podlane.net.filter.RuleKey;
import dev.podlane.net.filter.RulePlace;
import dev.podlane.net.filter.RuleState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state that the rules of all namespaces remember of packets. */
public final class RuleMemory {
  /** So many things are remembered at most, as a table of hashlimit has a bound. */
  private static final int MOST = 65_536;

  private final Map<Key, RuleState> states = new LinkedHashMap<>();
  private final Map<SetName, List<Timed>> changes = new LinkedHashMap<>();

  private final Map<CountKey, Integer> counts = new HashMap<>();

  private record CountKey(String namespace, RulePlace place) {}

  private record Key(String namespace, RuleKey key) {}

  private record SetName(String namespace, String set) {}

  /** A change of a set that holds up to a moment, in milliseconds of virtual time. */
  private record Timed(IpSetChange change, long until) {}

  RuleMemory copy() {
    RuleMemory copy = new RuleMemory();
    copy.counts.putAll(counts);
    copy.states.putAll(states);
    changes.forEach((name, all) -> copy.changes.put(name, new ArrayList<>(all)));
    return copy;
  }

  /** Counts a packet at a counting rule, and returns the number of those before it. */
  public int count(String namespace, RulePlace place) {
    return counts.merge(new CountKey(namespace, place), 1, Integer::sum) - 1;
  }

  /** The state remembered under a name; null if there is none. */
  public @Nullable RuleState recall(String namespace, RuleKey key) {
    return states.get(new Key(namespace, key));
  }

  /** Remembers something under a name; the oldest is forgotten if it is too much. */
  public void remember(String namespace, RuleKey key, RuleState state) {
    Key own = new Key(namespace, key);
    if (states.size() >= MOST && !states.containsKey(own)) {
      states.remove(states.keySet().iterator().next());
    }
    states.put(own, state);
  }

  /** The state that the rules of a namespace remember, in the order in which they began to. */
  public Map<RuleKey, RuleState> of(String namespace) {
    Map<RuleKey, RuleState> own = new LinkedHashMap<>();
    states.forEach(
        (key, state) -> {
          if (key.namespace().equals(namespace)) {
            own.put(key.key(), state);
          }
        });
    return Collections.unmodifiableMap(own);
  }

  /** Notes a change of a set by a packet. */
  public void change(String namespace, IpSetChange change, long now) {
    List<Timed> all =
        changes.computeIfAbsent(new SetName(namespace, change.set()), any -> new ArrayList<>());
    Timed known =
        all.stream()
            .filter(each -> each.change().entry().equals(change.entry()) && each.until() > now)
            .findFirst()
            .orElse(null);
    boolean isThere = known != null && known.change().adds();
    if (change.adds() && isThere && !change.refreshes()) {
      return;
    }
    all.removeIf(each -> each.change().entry().equals(change.entry()) || each.until() <= now);
    if (all.size() < MOST) {
      all.add(new Timed(change, change.millis() == 0 ? Long.MAX_VALUE : now + change.millis()));
    }
  }

  /** A set as packets have left it. */
  public IpSet set(String namespace, IpSet configured, long now) {
    List<Timed> all = changes.get(new SetName(namespace, configured.name()));
    if (all == null) {
      return configured;
    }
    List<IpSet.Entry> entries = new ArrayList<>(configured.entries());
    for (Timed each : all) {
      IpSetChange change = each.change();
      if (each.until() > now && !change.adds()) {
        entries.remove(change.entry());
      } else if (each.until() > now && !entries.contains(change.entry())) {
        entries.add(change.entry());
      }
    }
    return new IpSet(configured.name(), configured.type(), entries);
  }
}
