package dev.podlane.bench;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.route.Route;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Tables to look into, and addresses to look for; always the same ones. */
final class Prefixes {
  private static final int PODS_PER_NODE = 29;

  private Prefixes() {}

  /**
   * A router that knows every pod of a cluster: for each node its block of 256 addresses in
   * 10.0.0.0/8 and a host route for each of its 29 pods; and the default route.
   */
  static List<Route> cluster(int count) {
    Random random = new Random(1);
    Set<Prefix> prefixes = new LinkedHashSet<>(List.of(Prefix.DEFAULT_V4));
    while (prefixes.size() < count) {
      Ip block = Ip.v4(10 << 24 | random.nextInt(1 << 16) << 8);
      if (prefixes.add(Prefix.of(block, 24))) {
        for (int pod = 0; pod < PODS_PER_NODE && prefixes.size() < count; pod++) {
          prefixes.add(Prefix.host(block.plus(2 + random.nextInt(253))));
        }
      }
    }
    return routes(prefixes);
  }

  private static List<Route> routes(Set<Prefix> prefixes) {
    List<Route> routes = new ArrayList<>();
    for (Prefix prefix : prefixes) {
      Ip via = Ip.v4(0xac10_0000 + routes.size() % 5_000);
      routes.add(Route.unicast(prefix, via, "eth0", null, 0));
    }
    return routes;
  }

  /** Addresses inside of prefixes chosen at random, a power of two of them. */
  static Ip[] addresses(List<Route> routes, int count) {
    Random random = new Random(2);
    Ip[] addresses = new Ip[count];
    for (int at = 0; at < count; at++) {
      Prefix in = routes.get(random.nextInt(routes.size())).destination();
      int host = in.length() == 32 ? 0 : random.nextInt() >>> in.length();
      addresses[at] = Ip.v4(in.network().v4Bits() | host);
    }
    return addresses;
  }
}
