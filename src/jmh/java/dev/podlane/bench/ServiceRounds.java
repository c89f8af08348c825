package dev.podlane.bench;

import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.NetworkBuilder;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * New connections from a pod by a Service's address to a pod of another node, and the answers, past
 * the rules that kube-proxy writes for 100 and for 10,000 services on both nodes. Neighbours are
 * known, the connections are not. Rounds through few and many services take turns, so that whatever
 * else the machine does meets both.
 */
public final class ServiceRounds {
  private static final int ROUNDS = 20_000;
  private static final int CONNECTIONS = 16;
  private static final int FEW = 100;
  private static final int MANY = 10_000;

  /** A memory keeps what it forgot; a new one is taken now and then. */
  private static final int ROUNDS_OF_A_MEMORY = 1_000;

  /** Longer than any connection is remembered. */
  private static final long FORGOTTEN_MILLIS = 500_000_000;

  private final int services;
  private final boolean others;
  private final Network network;
  private final SplittableRandom random = new SplittableRandom(7);
  private final double[] micros = new double[ROUNDS];
  private Memory memory = new Memory();

  private ServiceRounds(Ruleset rules, int services, boolean others) {
    this.services = services;
    this.others = others;
    NetworkBuilder cluster = NetworkBuilder.twoNodes();
    for (String node : List.of("n1", "n2")) {
      cluster.change(node, ns -> ns.withRuleset(rules));
      cluster.sysctl(node, "net.bridge.bridge-nf-call-iptables", 1);
    }
    for (int endpoint = 0; endpoint < KubeProxyRules.ENDPOINTS; endpoint++) {
      int host = KubeProxyRules.FIRST_ENDPOINT + endpoint;
      cluster.address("n2p1", "eth0", "10.0.2." + host + "/24");
    }
    this.network = cluster.build();
  }

  /** Runs. */
  public static void main(String[] none) {
    Ruleset few = KubeProxyRules.of(FEW);
    Ruleset many = KubeProxyRules.of(MANY);
    System.out.println(
        "| each connection | services | µs, median | µs, 9 of 10 | × 100 services |");
    System.out.println("|---|---|---|---|---|");
    compare(
        "to the same service",
        new ServiceRounds(few, FEW, false),
        new ServiceRounds(many, MANY, false));
    compare(
        "to any service", new ServiceRounds(few, FEW, true), new ServiceRounds(many, MANY, true));
  }

  private static void compare(String name, ServiceRounds few, ServiceRounds many) {
    for (int pass = 0; pass < 2; pass++) { // the first only warms up
      for (int round = 0; round < ROUNDS; round++) {
        few.round(round);
        many.round(round);
      }
    }
    few.print(name, few);
    many.print(name, few);
  }

  private void round(int number) {
    if (number % ROUNDS_OF_A_MEMORY == 0) {
      memory = new Memory();
      for (int i = 0; i < 10 * KubeProxyRules.ENDPOINTS; i++) {
        learn();
      }
    }
    long begin = System.nanoTime();
    for (int i = 0; i < CONNECTIONS; i++) {
      connect();
    }
    micros[number] = (System.nanoTime() - begin) / 1e3 / CONNECTIONS;
  }

  private void learn() {
    Trace trace = connect();
    if (trace.outcome().result() != Outcome.Result.DELIVERED) {
      throw new IllegalStateException("the connection should come about: " + trace.outcome());
    }
  }

  private Trace connect() {
    int service = others ? 1 + random.nextInt(services) : services / 2;
    memory.pass(FORGOTTEN_MILLIS);
    Probe probe = Probe.from("n1p1").tcp(KubeProxyRules.address(service), 80).warm().withSeed(1);
    return Walker.walk(network, probe, memory);
  }

  private double quantile(double part) {
    double[] sorted = micros.clone();
    Arrays.sort(sorted);
    return sorted[(int) (part * sorted.length)];
  }

  private void print(String name, ServiceRounds base) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %.1f | %.1f | %.2f |%n",
        name,
        services,
        quantile(0.5),
        quantile(0.9),
        quantile(0.5) / base.quantile(0.5));
  }
}
