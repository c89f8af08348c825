package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.IpSet.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the longest entry of a set that holds addresses, a port and a word. Entries of one shape
 * (the lengths of their prefixes, and the presence of a protocol, a port and a word) are found by
 * hashing, as in the kernel's hash types (mtype_test_cidrs); those for devices whose names only
 * begin alike are looked through.
 */
final class IpSetIndex {
  private static final int NONE = -1;

  private final List<Entry> entries;

  /** Positions of entries. */
  private final Map<Shape, Map<Key, Integer>> shapes = new LinkedHashMap<>();

  private final List<Integer> others = new ArrayList<>();

  private record Shape(int first, boolean protocol, boolean port, int second, boolean word) {
    static Shape of(Entry entry) {
      return new Shape(
          length(entry.first()),
          entry.protocol() != 0,
          entry.port() >= 0,
          length(entry.second()),
          !entry.word().isEmpty());
    }

    private static int length(@Nullable Prefix prefix) {
      return prefix == null ? NONE : prefix.length();
    }

    @Nullable Key key(IpSet.Key asked) {
      boolean fits = fits(first, asked.address()) && fits(second, asked.other());
      return fits
          ? new Key(
              first == NONE ? null : Prefix.of(asked.address(), first),
              protocol && port ? asked.protocol() : 0,
              port ? asked.port() : NONE,
              second == NONE ? null : Prefix.of(asked.other(), second),
              word ? asked.word() : "")
          : null;
    }

    private static boolean fits(int length, Ip address) {
      return length <= address.family().bits();
    }
  }

  private record Key(
      @Nullable Prefix first, int protocol, int port, @Nullable Prefix second, String word) {
    static Key of(Entry entry) {
      boolean hasPort = entry.port() >= 0;
      return new Key(
          entry.first(),
          hasPort ? entry.protocol() : 0,
          hasPort ? entry.port() : NONE,
          entry.second(),
          entry.word());
    }
  }

  /** An index of entries, of which the first counts among those of one length. */
  IpSetIndex(List<Entry> entries) {
    this.entries = entries;
    for (int at = 0; at < entries.size(); at++) {
      Entry entry = entries.get(at);
      if (entry.wildcard()) {
        others.add(at);
      } else {
        shapes
            .computeIfAbsent(Shape.of(entry), any -> new HashMap<>())
            .putIfAbsent(Key.of(entry), at);
      }
    }
  }

  /** The longest entry that holds these for ever; null if none does. */
  @Nullable Entry longest(Ip address, Ip other, int protocol, int port) {
    return longest(new IpSet.Key(address, other, protocol, port, ""), 0);
  }

  /** The longest entry that holds these and has not timed out; null if none does. */
  @Nullable Entry longest(IpSet.Key asked, long now) {
    int best = NONE;
    for (Map.Entry<Shape, Map<Key, Integer>> each : shapes.entrySet()) {
      Key key = each.getKey().key(asked);
      Integer found = key == null ? null : each.getValue().get(key);
      if (found != null && entries.get(found).extras().isThere(now)) {
        best = better(best, found);
      }
    }
    for (int at : others) {
      Entry entry = entries.get(at);
      if (entry.extras().isThere(now) && entry.holds(asked)) {
        best = better(best, at);
      }
    }
    return best == NONE ? null : entries.get(best);
  }

  /** The longer one, of equals the first. */
  private int better(int best, int found) {
    if (best == NONE) {
      return found;
    }
    int longer = Integer.compare(entries.get(found).length(), entries.get(best).length());
    return longer > 0 || (longer == 0 && found < best) ? found : best;
  }
}
