package dev.podlane.bench;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.route.Route;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Finding the route of an address in a table of many, with the contestants one could use. Each
 * sample is a round of {@value #ADDRESSES} lookups, short enough to fall between two interruptions
 * on a machine that others use too: the median says what a lookup costs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class RouteBenchmark {
  static final int ADDRESSES = 1 << 14;

  /** Who looks. */
  @Param({"RouteTable", "DIR-24-8", "HashMap", "IPAddress"})
  public String contestant;

  /** How many prefixes the table has. */
  @Param({"5000", "150000"})
  public int prefixes;

  private Contestant table;
  private Ip[] addresses;

  /** Builds the table, and refuses to measure one that answers otherwise than ours. */
  @Setup
  public void build() {
    List<Route> routes = Prefixes.cluster(prefixes);
    addresses = Prefixes.addresses(routes, ADDRESSES);
    table = Contestant.of(contestant, routes);
    Contestant ours = Contestant.of("RouteTable", routes);
    for (Ip address : addresses) {
      if (!ours.find(address).equals(table.find(address))) {
        throw new IllegalStateException("another answer for " + address);
      }
    }
    System.gc(); // or only those contestants find their routes side by side that made it run
  }

  /** One lookup after the other, which the processor may overlap. */
  @Benchmark
  public int independent() {
    int changes = 0;
    Route last = null;
    for (Ip address : addresses) {
      Route found = table.find(address);
      changes += found == last ? 0 : 1; // not looked into: fetching it is not finding it
      last = found;
    }
    return changes;
  }

  /** Each lookup needs the answer of the one before to know its address. */
  @Benchmark
  public int dependent() {
    int at = 0;
    for (int count = 0; count < ADDRESSES; count++) {
      at += 40_503 + (int) table.find(addresses[at & (ADDRESSES - 1)]).metric();
    }
    return at;
  }
}
