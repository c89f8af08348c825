package dev.podlane.bench;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.route.Route;
import java.io.PrintStream;
import java.util.List;

/**
 * What each contestant of {@link RouteBenchmark} needs in memory beyond the routes themselves,
 * which all share, and how long it takes to build.
 */
public final class RouteMemory {
  private static final String[] NAMES = {"RouteTable", "DIR-24-8", "HashMap", "IPAddress"};
  private static final int PREFIXES = 150_000;
  private static final double MEGA = 1e6;

  private RouteMemory() {}

  /** Prints a table of Markdown. */
  public static void main(String[] arguments) {
    PrintStream out = System.out;
    List<Route> routes = Prefixes.cluster(PREFIXES);
    Ip[] addresses = Prefixes.addresses(routes, 64);
    out.println("| at " + PREFIXES + " prefixes | MB | × RouteTable | ms to build |");
    out.println("|---|---|---|---|");
    double ours = 0;
    for (String name : NAMES) {
      Contestant.of(name, routes);
      long before = used();
      long start = System.nanoTime();
      Contestant table = Contestant.of(name, routes);
      for (Ip address : addresses) {
        table.find(address);
      }
      double millis = (System.nanoTime() - start) / MEGA;
      double size = (used() - before) / MEGA;
      ours = name.equals(NAMES[0]) ? size : ours;
      out.printf("| %s | %.1f | %.1f | %.0f |%n", name, size, size / ours, millis);
      if (table.find(addresses[0]) == null) {
        throw new IllegalStateException("kept until measured");
      }
    }
  }

  /** Bytes in use after a few collections. */
  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int again = 0; again < 4; again++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
