package dev.podlane.bench;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.Services;
import dev.podlane.compile.Compiled;
import dev.podlane.compile.Compiler;
import dev.podlane.console.Console;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * From the objects of a cluster with 10,000 Services until the first packet through one of them has
 * been walked, and the same after one Service more; the text of all rules, for the kernel's own
 * tools to load; and the heap that 5,000 nodes with as many Services need.
 */
public final class ServiceSetup {
  private static final int SERVICES = 10_000;
  private static final int ROUNDS = 31;

  private ServiceSetup() {}

  /**
   * Runs.
   *
   * @param folder the folder to write texts to
   */
  public static void main(String[] folder) throws IOException {
    Path texts = Path.of(folder[0]);
    System.out.println(
        "| form | ms to the first packet, median | min – max | ms with one service more"
            + " | ms to print all | MB |");
    System.out.println("|---|---|---|---|---|---|");
    setUp("iptables 1.37", "iptables-save", texts.resolve("iptables.save"));
    setUp("nftables 1.37", "nft list ruleset", texts.resolve("kube-proxy.nft"));
    System.out.println();
    heap();
  }

  private static void setUp(String form, String list, Path text) throws IOException {
    Cluster all = ManyServices.of(1_000, SERVICES, form);
    Cluster less = without(all);
    double[] first = new double[ROUNDS];
    double[] more = new double[ROUNDS];
    for (int pass = 0; pass < 2; pass++) { // the first only warms up
      for (int round = 0; round < ROUNDS; round++) {
        Compiled before = Compiler.compile(less);
        walk(before.network(), round);
        long begin = System.nanoTime();
        walk(Compiler.compile(all, before).network(), SERVICES - 1);
        more[round] = (System.nanoTime() - begin) / 1e6;
        begin = System.nanoTime();
        walk(Compiler.compile(all).network(), (round * 997) % SERVICES);
        first[round] = (System.nanoTime() - begin) / 1e6;
      }
    }
    Arrays.sort(first);
    Arrays.sort(more);
    Network network = Compiler.compile(all).network();
    long begin = System.nanoTime();
    String printed = Console.run(network, new Memory(), "node-0", list).text();
    double printing = (System.nanoTime() - begin) / 1e6;
    Files.writeString(text, printed + "\n"); // iptables-legacy-restore wants the last line whole
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.1f – %.1f | %.1f | %.0f | %.1f |%n",
        form,
        first[ROUNDS / 2],
        first[0],
        first[ROUNDS - 1],
        more[ROUNDS / 2],
        printing,
        printed.length() / 1e6);
  }

  private static Cluster without(Cluster all) {
    List<Service> services = new ArrayList<>(all.services().all());
    services.remove(services.size() - 1);
    return all.with(all.pods(), new Services(services, all.services().slices()));
  }

  private static void walk(Network network, int service) {
    Probe probe =
        Probe.from(ManyServices.pod(0, 0)).tcp(ManyServices.address(service), 80).withSeed(1);
    Trace trace = Walker.walk(network, probe, new Memory());
    if (trace.outcome().result() != Outcome.Result.DELIVERED) {
      throw new IllegalStateException("the connection should come about: " + trace.outcome());
    }
  }

  private static void heap() {
    for (String form : List.of("iptables 1.37", "nftables 1.37")) {
      Cluster cluster = ManyServices.of(5_000, SERVICES, form);
      long objects = used();
      Network network = Compiler.compile(cluster).network();
      walk(network, 1);
      long walked = used();
      for (int node = 0; node < 100; node++) {
        Probe probe =
            Probe.from(ManyServices.pod(node, 0)).tcp(ManyServices.address(node), 80).withSeed(1);
        Walker.walk(network, probe, new Memory());
      }
      long hundred = used();
      Reference.reachabilityFence(network);
      System.out.printf(
          Locale.ROOT,
          "%s, 5,000 nodes, %,d services: objects %,d MB, with the first walk %+.1f MB, with walks"
              + " from 100 nodes %+.1f MB%n",
          form,
          cluster.services().all().size(),
          objects >> 20,
          (walked - objects) / 1048576.0,
          (hundred - objects) / 1048576.0);
    }
  }

  private static long used() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
