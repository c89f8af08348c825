package dev.podlane.bench;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Memory;
import dev.podlane.trace.NetworkBuilder;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.Walker;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A new connection from a pod by a Service's address to a pod of another node, and the answer, past
 * the rules that kube-proxy writes for so many services. Neighbours are known; the connection is
 * not. A sample is a round of {@value #ROUND} connections.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(value = 2, jvmArgsAppend = "-Xmx2g")
public class ServiceBenchmark {
  static final int ROUND = 16;

  /** Longer than any connection is remembered. */
  private static final long FORGOTTEN_MILLIS = 500_000_000;

  /** How many services there are. */
  @Param({"100", "10000"})
  public int services;

  private final SplittableRandom random = new SplittableRandom(7);
  private Network network;
  private Memory memory;

  /** Writes the rules, and refuses to measure a connection that does not come about. */
  @Setup
  public void write() {
    Ruleset rules = KubeProxyRules.of(services);
    NetworkBuilder cluster = NetworkBuilder.twoNodes();
    for (String node : new String[] {"n1", "n2"}) {
      cluster.change(node, ns -> ns.withRuleset(rules));
      cluster.sysctl(node, "net.bridge.bridge-nf-call-iptables", 1);
    }
    for (int endpoint = 0; endpoint < KubeProxyRules.ENDPOINTS; endpoint++) {
      int host = KubeProxyRules.FIRST_ENDPOINT + endpoint;
      cluster.address("n2p1", "eth0", "10.0.2." + host + "/24");
    }
    network = cluster.build();
  }

  /** A memory that knows the neighbours, and no connection. */
  @Setup(Level.Iteration)
  public void learn() {
    memory = new Memory();
    for (int i = 0; i < 100 * KubeProxyRules.ENDPOINTS; i++) {
      Trace trace = connect(1 + random.nextInt(services));
      if (trace.outcome().result() != Outcome.Result.DELIVERED) {
        throw new IllegalStateException("the connection should come about: " + trace.outcome());
      }
    }
  }

  /** Each connection to another service, whose rules are not in the processor's caches. */
  @Benchmark
  public int anyService() {
    int hops = 0;
    for (int i = 0; i < ROUND; i++) {
      hops += connect(1 + random.nextInt(services)).hops().size();
    }
    return hops;
  }

  /** All connections to the same service. */
  @Benchmark
  public int oneService() {
    int hops = 0;
    for (int i = 0; i < ROUND; i++) {
      hops += connect(services / 2).hops().size();
    }
    return hops;
  }

  private Trace connect(int service) {
    memory.pass(FORGOTTEN_MILLIS);
    Probe probe =
        new Probe(
            /* namespace= */ "n1p1",
            /* source= */ null,
            Ip.parse(KubeProxyRules.address(service)),
            Probe.Protocol.TCP,
            /* port= */ 80,
            /* sourcePort= */ 0,
            Probe.DEFAULT_TTL,
            /* payload= */ 0,
            /* cold= */ false,
            /* seed= */ 1,
            Probe.DEFAULT_TIMEOUT_MILLIS);
    return Walker.walk(network, probe, memory);
  }
}
