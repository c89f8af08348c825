package dev.podlane.console.ipset;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.IpSet;
import dev.podlane.net.filter.IpSet.Entry;
import dev.podlane.net.filter.SetOptions;
import java.util.List;

/**
 * Octets that a set takes in the memory of Linux 6.18 on a machine of 64 bits, as {@code ipset
 * list} says them. No two entries of a hash are taken to share a bucket, which depends on its seed.
 */
final class SetSizes {
  private static final int BUCKET = 32;
  private static final int ELEMENTS_AT_FIRST = 2;
  private static final int COMMENT = 17;

  private SetSizes() {}

  static long of(IpSet set, List<Entry> entries) {
    long comments =
        entries.stream()
            .map(entry -> entry.extras().comment())
            .filter(text -> !text.isEmpty())
            .mapToLong(text -> COMMENT + text.length())
            .sum();
    return comments
        + switch (set.type()) {
          case LIST_SET -> 80 + 48L * entries.size();
          case BITMAP_PORT -> 72 + bitmap(set, ports(set.options().range()));
          case BITMAP_IP -> 88 + bitmap(set, addresses(set.options()));
          default -> empty(set) + regions(set) + (long) entries.size() * bucket(set);
        };
  }

  private static long bitmap(IpSet set, long places) {
    long words = (places + 63) / 64 * 8;
    return words + places * withExtensions(set.options(), 0);
  }

  private static long ports(String range) {
    String[] ends = range.split("-", -1);
    return ends.length < 2 ? 0 : Long.parseLong(ends[1]) - Long.parseLong(ends[0]) + 1;
  }

  private static long addresses(SetOptions options) {
    String[] ends = options.range().split("-", -1);
    if (ends.length < 2) {
      return 0;
    }
    long count = Ip.parse(ends[1]).low() - Ip.parse(ends[0]).low();
    return (count >> (options.netmask() == 0 ? 0 : 32 - options.netmask())) + 1;
  }

  /** Locks of the buckets, one for each 1,024 of them; the first is counted in the empty set. */
  private static long regions(IpSet set) {
    return Math.max(0, set.options().hashSize() / 1024 - 1) * 24;
  }

  private static int bucket(IpSet set) {
    int element = withExtensions(set.options(), data(set.type(), set.options().v6()));
    return BUCKET + ELEMENTS_AT_FIRST * element;
  }

  /** As ip_set_elem_len: each part at a place that its type wants. */
  private static int withExtensions(SetOptions options, int data) {
    int length = data;
    if (options.counters()) {
      length = aligned(length) + 16;
    }
    if (options.timesOut()) {
      length = aligned(length) + 8;
    }
    if (options.comments()) {
      length = aligned(length) + 8;
    }
    return options.skbInfo() ? length + 16 : length;
  }

  private static int aligned(int length) {
    return (length + 7) / 8 * 8;
  }

  private static int data(IpSet.Type type, boolean v6) {
    return switch (type) {
      case HASH_IP -> v6 ? 16 : 4;
      case HASH_NET, HASH_IP_PORT, HASH_NET_PORT, HASH_IP_MARK -> v6 ? 20 : 8;
      case HASH_NET_IFACE -> v6 ? 40 : 28;
      case HASH_IP_PORT_IP, HASH_IP_PORT_NET, HASH_NET_NET -> v6 ? 36 : 12;
      default -> v6 ? 36 : 16;
    };
  }

  private static int empty(IpSet set) {
    boolean v6 = set.options().v6();
    return switch (set.type()) {
      case HASH_IP, HASH_IP_MARK -> v6 ? 224 : 216;
      case HASH_NET, HASH_NET_PORT -> v6 ? 1240 : 456;
      case HASH_IP_PORT -> v6 ? 232 : 216;
      case HASH_IP_PORT_IP -> v6 ? 232 : 208;
      case HASH_NET_IFACE -> v6 ? 1264 : 488;
      default -> v6 ? 1256 : 464;
    };
  }
}
