package dev.podlane.bench;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.NetworkBuilder;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A ping and its reply over four links: host, three routers, host, static routes, neighbours known.
 * Every step is recorded. {@code src/jmh/ns3/ping.cc} is the same network for ns-3.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PingBenchmark {
  private static final int ROUTERS = 3;

  private final Memory memory = new Memory();
  private final Network network = chain();
  private final Probe ping = Probe.from("left").ping(Ip.parse("10.0.3.2")).warm().withSeed(1);

  /** Link i is 10.0.i.0/24; its left end has .1, its right end .2. */
  private static Network chain() {
    NetworkBuilder chain = new NetworkBuilder().namespace("left");
    String before = "left";
    for (int link = 0; link <= ROUTERS; link++) {
      String after = link == ROUTERS ? "right" : "r" + link;
      String block = "10.0." + link + ".";
      chain.namespace(after).veth(before, "eth1", after, "eth0");
      chain.address(before, "eth1", block + "1/24").address(after, "eth0", block + "2/24");
      before = after;
    }
    chain.route("left", "default", "10.0.0.2").route("right", "default", "10.0.3.1");
    for (int router = 0; router < ROUTERS; router++) {
      chain.sysctl("r" + router, "net.ipv4.ip_forward", 1);
      for (int link = 0; link <= ROUTERS; link++) {
        if (link < router) {
          chain.route("r" + router, "10.0." + link + ".0/24", "10.0." + router + ".1");
        } else if (link > router + 1) {
          chain.route("r" + router, "10.0." + link + ".0/24", "10.0." + (router + 1) + ".2");
        }
      }
    }
    return chain.build();
  }

  /** Learns the neighbours, and refuses to measure a ping that is not answered. */
  @Setup
  public void learn() {
    Trace trace = Walker.walk(network, ping, memory);
    if (trace.outcome().result() != Outcome.Result.DELIVERED) {
      throw new IllegalStateException("the ping should be answered: " + trace.outcome());
    }
  }

  /** There and back, with the trace of it. */
  @Benchmark
  public Trace ping() {
    return Walker.walk(network, ping, memory);
  }
}
