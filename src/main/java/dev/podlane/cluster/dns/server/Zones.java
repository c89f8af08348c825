package dev.podlane.cluster.dns.server;

import dev.podlane.cluster.dns.DnsName;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Zones of plugins and server blocks (coredns {@code plugin/normalize.go}). */
final class Zones {
  /** Most zones of a line. */
  static final int MOST = 1_000;

  private static final int OCTET = 8;

  private Zones() {}

  /** A name, or the reverse zones of an IPv4 block; empty if it is neither. */
  static List<DnsName> parse(String text) {
    Optional<Prefix> block =
        text.indexOf('/') < 0 ? Optional.empty() : Prefix.tryParse(text).filter(Zones::isV4);
    if (block.isEmpty()) {
      return DnsName.tryParse(text).stream().toList();
    }
    int length = block.get().length();
    int octets = Math.max(1, (length + OCTET - 1) / OCTET);
    List<DnsName> zones = new ArrayList<>();
    long step = 1L << (32 - octets * OCTET);
    for (long i = 0; i < 1L << (octets * OCTET - length); i++) {
      Ip network = block.get().network().plus(i * step);
      List<String> labels = DnsName.reverse(network).labels();
      zones.add(new DnsName(labels.subList(4 - octets, labels.size())));
    }
    return zones;
  }

  private static boolean isV4(Prefix block) {
    return block.network().isV4();
  }

  /** Zones of some words, at most 1,000; words that are none are left out. */
  static List<DnsName> all(List<String> words) {
    return words.stream().flatMap(word -> parse(word).stream()).limit(MOST).toList();
  }

  /** The longest zone that a name is in; empty if it is in none. */
  static Optional<DnsName> matching(List<DnsName> zones, DnsName name) {
    return zones.stream()
        .filter(name::isIn)
        .max(Comparator.comparingInt(zone -> zone.labels().size()));
  }
}
