package dev.podlane.bench;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteTable;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ways to find the longest prefix that contains an address; all answer with the route itself. */
interface Contestant {
  Route find(Ip address);

  /** The contestant of this name, made of routes of different prefixes. */
  static Contestant of(String name, List<Route> routes) {
    return switch (name) {
      case "RouteTable" -> new Ours(new RouteTable("main", routes));
      case "DIR-24-8" -> new Dir248(routes);
      case "HashMap" -> new Maps(routes);
      case "IPAddress" -> new Trie(routes);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** What Podlane uses. */
  record Ours(RouteTable table) implements Contestant {
    @Override
    public Route find(Ip address) {
      return table.first(address);
    }
  }

  /** 24 bits at once, then 8 (Gupta, Lin, McKeown 1998), as in DPDK. */
  final class Dir248 implements Contestant {
    private final int[] first = new int[1 << 24];
    private final Route[] routes;
    private int[] second = new int[0];
    private int used;

    Dir248(List<Route> given) {
      routes = new Route[given.size() + 1];
      List<Route> shortestFirst =
          given.stream()
              .sorted((a, b) -> Integer.compare(a.destination().length(), b.destination().length()))
              .toList();
      for (Route route : shortestFirst) {
        put(route.destination(), ++used, route);
      }
      used = 0;
    }

    private int blocks;

    private void put(Prefix to, int value, Route route) {
      routes[value] = route;
      int network = to.network().v4Bits();
      if (to.length() <= 24) {
        int from = network >>> 8;
        Arrays.fill(first, from, from + (1 << (24 - to.length())), value);
        return;
      }
      int slot = network >>> 8;
      if (first[slot] >= 0) {
        int begin = blocks++ << 8;
        second = begin < second.length ? second : Arrays.copyOf(second, Math.max(256, begin * 2));
        Arrays.fill(second, begin, begin + 256, first[slot]);
        first[slot] = ~begin;
      }
      int from = ~first[slot] + (network & 0xff);
      Arrays.fill(second, from, from + (1 << (32 - to.length())), value);
    }

    @Override
    public Route find(Ip address) {
      int bits = address.v4Bits();
      int value = first[bits >>> 8];
      return routes[value < 0 ? second[~value + (bits & 0xff)] : value];
    }
  }

  /** A hash map for each length that occurs, the longest first. */
  final class Maps implements Contestant {
    private final int[] masks;
    private final Map<Integer, Route>[] maps;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Maps(List<Route> routes) {
      int[] lengths =
          routes.stream().mapToInt(route -> -route.destination().length()).distinct().toArray();
      Arrays.sort(lengths);
      masks = new int[lengths.length];
      maps = new Map[lengths.length];
      for (int at = 0; at < lengths.length; at++) {
        masks[at] = lengths[at] == 0 ? 0 : -1 << (32 + lengths[at]);
        Map<Integer, Route> map = new HashMap<>();
        for (Route route : routes) {
          if (route.destination().length() == -lengths[at]) {
            map.put(route.destination().network().v4Bits(), route);
          }
        }
        maps[at] = map;
      }
    }

    @Override
    public Route find(Ip address) {
      int bits = address.v4Bits();
      for (int at = 0; at < maps.length; at++) {
        Route found = maps[at].get(bits & masks[at]);
        if (found != null) {
          return found;
        }
      }
      return null;
    }
  }

  /** The associative trie of the IPAddress library. */
  final class Trie implements Contestant {
    private final IPv4AddressAssociativeTrie<Route> trie = new IPv4AddressAssociativeTrie<>();

    Trie(List<Route> routes) {
      for (Route route : routes) {
        Prefix to = route.destination();
        IPv4Address network = new IPv4Address(to.network().v4Bits());
        trie.put(to.length() == 32 ? network : network.toPrefixBlock(to.length()), route);
      }
    }

    @Override
    public Route find(Ip address) {
      return trie.longestPrefixMatchNode(new IPv4Address(address.v4Bits())).getValue();
    }
  }
}
