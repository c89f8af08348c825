package dev.podlane.bench;

import dev.podlane.cluster.Cluster;
import dev.podlane.compile.Compiler;
import dev.podlane.net.ns.Network;
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
 * the rules that kube-proxy writes for 100 and for 10,000 Services. Neighbours are known, the
 * connections are not. Rounds through few and many Services take turns, so that whatever else the
 * machine does meets both.
 */
public final class ServiceRounds {
  private static final int ROUNDS = 10_000;
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

  private ServiceRounds(String form, int services, boolean others) {
    this.services = services;
    this.others = others;
    Cluster cluster = ManyServices.of(3, services, form);
    this.network = Compiler.compile(cluster).network();
  }

  /** Runs. */
  public static void main(String[] none) {
    System.out.println(
        "| form | each connection | services | µs, median | µs, 9 of 10 | × 100 services |");
    System.out.println("|---|---|---|---|---|---|");
    for (String form :
        List.of("iptables 1.37", "nftables 1.31", "nftables 1.33", "nftables 1.37")) {
      for (boolean others : new boolean[] {false, true}) {
        compare(form, new ServiceRounds(form, FEW, others), new ServiceRounds(form, MANY, others));
      }
    }
  }

  private static void compare(String form, ServiceRounds few, ServiceRounds many) {
    for (int pass = 0; pass < 2; pass++) { // the first only warms up
      for (int round = 0; round < ROUNDS; round++) {
        few.round(round);
        many.round(round);
      }
    }
    few.print(form, few);
    many.print(form, few);
  }

  private void round(int number) {
    if (number % ROUNDS_OF_A_MEMORY == 0) {
      memory = new Memory();
      for (int i = 0; i < 10 * ManyServices.ENDPOINTS; i++) {
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
    int service = others ? random.nextInt(services) : services / 2;
    memory.pass(FORGOTTEN_MILLIS);
    Probe probe =
        Probe.from(ManyServices.pod(0, 0))
            .tcp(ManyServices.address(service), 80)
            .warm()
            .withSeed(1);
    return Walker.walk(network, probe, memory);
  }

  private double quantile(double part) {
    double[] sorted = micros.clone();
    Arrays.sort(sorted);
    return sorted[(int) (part * sorted.length)];
  }

  private void print(String form, ServiceRounds base) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %,d | %.1f | %.1f | %.2f |%n",
        form,
        others ? "to any service" : "to the same service",
        services,
        quantile(0.5),
        quantile(0.9),
        quantile(0.5) / base.quantile(0.5));
  }
}
