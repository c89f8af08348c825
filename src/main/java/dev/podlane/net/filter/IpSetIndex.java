package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.IpSet.Entry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the longest entry of a set that holds addresses and a port: entries of one shape, which are
 * the lengths of their prefixes and whether they name a protocol and a port, are found by what they
 * say, as the kernel's hash types do (mtype_test_cidrs).
 */
final class IpSetIndex {
  private static final int NONE = -1;

  private final List<Entry> entries;

  /** Positions of entries. */
  private final Map<Shape, Map<Key, Integer>> shapes = new LinkedHashMap<>();

  private record Shape(int first, boolean protocol, boolean port, int second) {
    static Shape of(Entry entry) {
      return new Shape(
          length(entry.first()), entry.protocol() != 0, entry.port() > 0, length(entry.second()));
    }

    private static int length(@Nullable Prefix prefix) {
      return prefix == null ? NONE : prefix.length();
    }

    @Nullable Key key(Ip address, Ip other, int toProtocol, int toPort) {
      boolean fits = fits(first, address) && fits(second, other);
      return fits
          ? new Key(
              first == NONE ? null : Prefix.of(address, first),
              protocol && port ? toProtocol : 0,
              port ? toPort : 0,
              second == NONE ? null : Prefix.of(other, second))
          : null;
    }

    private static boolean fits(int length, Ip address) {
      return length <= address.family().bits();
    }
  }

  private record Key(@Nullable Prefix first, int protocol, int port, @Nullable Prefix second) {
    static Key of(Entry entry) {
      boolean hasPort = entry.port() > 0;
      return new Key(
          entry.first(),
          hasPort ? entry.protocol() : 0,
          hasPort ? entry.port() : 0,
          entry.second());
    }
  }

  /** An index of entries, of which the first counts among those of one length. */
  IpSetIndex(List<Entry> entries) {
    this.entries = entries;
    for (int at = 0; at < entries.size(); at++) {
      Entry entry = entries.get(at);
      shapes
          .computeIfAbsent(Shape.of(entry), any -> new HashMap<>())
          .putIfAbsent(Key.of(entry), at);
    }
  }

  /** The longest entry that holds these; null if none does. */
  @Nullable Entry longest(Ip address, Ip other, int protocol, int port) {
    int best = entries.size();
    int length = NONE;
    for (Map.Entry<Shape, Map<Key, Integer>> each : shapes.entrySet()) {
      Key key = each.getKey().key(address, other, protocol, port);
      Integer found = key == null ? null : each.getValue().get(key);
      int here = found == null ? NONE : entries.get(found).length();
      if (found != null && (here > length || (here == length && found < best))) {
        best = found;
        length = here;
      }
    }
    return length == NONE ? null : entries.get(best);
  }
}
