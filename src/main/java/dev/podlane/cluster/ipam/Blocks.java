package dev.podlane.cluster.ipam;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds blocks around addresses, and clear of one another. */
final class Blocks {
  private Blocks() {}

  /** The longest block of at most this prefix length that holds all addresses. */
  static Prefix around(List<Ip> addresses, int length) {
    Prefix block = Prefix.of(addresses.get(0), length);
    for (Ip ip : addresses) {
      while (!block.contains(ip)) {
        block = Prefix.of(block.network(), block.length() - 1);
      }
    }
    return block;
  }

  /** The addresses of the /8 in which most of them are, the first of equals. */
  static List<Ip> commonest(List<Ip> addresses) {
    Map<Prefix, List<Ip>> byStart = new LinkedHashMap<>();
    for (Ip ip : addresses) {
      byStart
          .computeIfAbsent(Prefix.of(ip, NetworkDefaults.SHORTEST), start -> new ArrayList<>())
          .add(ip);
    }
    return Collections.max(byStart.values(), Comparator.comparingInt(List::size));
  }

  static Prefix clearOf(List<Prefix> candidates, @Nullable Prefix... others) {
    return candidates.stream()
        .filter(candidate -> Stream.of(others).noneMatch(o -> o != null && o.overlaps(candidate)))
        .findFirst()
        .orElse(candidates.get(0));
  }
}
