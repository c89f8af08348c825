package dev.podlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.lab.LabProbe;
import dev.podlane.lab.LabRun;
import dev.podlane.lab.LabRunner;
import dev.podlane.net.ns.Network;
import dev.podlane.notation.OutcomeNote;
import dev.podlane.tools.NeedsTool;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.cause.Backends;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.WalkRun;
import dev.podlane.workspace.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Services at random in each form of kube-proxy's rules, built on the kernel that runs the tests:
 * every probe must end as its trace says, at one of the endpoints that could be chosen, and the
 * server must see the same source. {@code -Dpodlane.lab.services=} makes it longer.
 */
@NeedsTool({"ip", "bridge", "iptables", "nft", "python3"})
@Isolated("the kernel is shared, and its probes take real time")
class ServicesOnKernelTest {
  private static final long DEFAULT_SEED = 12_000;
  private static final int SETS = Integer.getInteger("podlane.lab.services", 7);
  private static final int PROBES = 8;
  private static final int AT_ONCE = Integer.getInteger("podlane.lab.at-once", 6);
  private static final long PATIENCE = 2_000;
  private static final Map<String, Integer> OUTCOMES = new ConcurrentHashMap<>();
  private static final List<String> FORMS =
      List.of(
          "proxyMode: iptables",
          "proxyMode: nftables, kubernetesVersion: '1.34'",
          "proxyMode: nftables, kubernetesVersion: '1.37'");

  @BeforeAll
  static void namespacesCanBeMade() throws IOException {
    Namespaces.require("ServicesOnKernelTest");
  }

  @Test
  void everyProbeEndsAsItsTraceSays() throws Exception {
    long seed = Long.getLong("podlane.lab.seed", DEFAULT_SEED);
    System.out.printf("random Services: %d from -Dpodlane.lab.seed=%d%n", SETS, seed);
    ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<List<String>>> labs = new ArrayList<>();
      for (int at = 0; at < SETS * FORMS.size(); at++) {
        long own = seed + at / FORMS.size();
        String form = FORMS.get(at % FORMS.size());
        labs.add(workers.submit(() -> differences(own, form)));
      }
      List<String> found = new ArrayList<>();
      for (Future<List<String>> lab : labs) {
        found.addAll(lab.get());
      }
      System.out.println("random Services: probes by outcome " + new TreeMap<>(OUTCOMES));
      assertThat(OUTCOMES).containsKeys("delivered", "timeout");
      assertThat(found).as("%d sets from seed %d", SETS, seed).isEmpty();
    } finally {
      workers.shutdownNow();
    }
  }

  private static List<String> differences(long seed, String form) throws Exception {
    RandomServices.Made made = RandomServices.of(seed);
    Workspace workspace =
        Workspace.open(
            "",
            made.manifests()
                + "{apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec:"
                + " {podCIDR: 10.244.0.0/16, serviceCIDR: 10.96.0.0/16, nodeNetwork: {cidr:"
                + " 10.100.0.0/24}, "
                + form
                + "}}");
    List<ProbeRequest> requests = RandomServices.probes(made, seed, PROBES);
    WalkRun run = workspace.run(requests, () -> true);
    Network network = Quiet.of(run.place().network(), List.of("n1", "n2"));
    List<LabProbe> probes = new ArrayList<>();
    List<Set<Map<String, String>>> predicted = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      Probe probe = run.next().trace().probe().withTimeoutMillis(PATIENCE);
      probes.add(LabProbe.of(probe));
      predicted.add(predictions(network, probe));
    }
    List<String> found = compared(seed, form, network, probes, predicted);
    // a kernel under load may miss a beat: what it does not do twice is no failure
    return found.isEmpty() ? found : compared(seed, form, network, probes, predicted);
  }

  private static List<String> compared(
      long seed,
      String form,
      Network network,
      List<LabProbe> probes,
      List<Set<Map<String, String>>> predicted)
      throws Exception {
    LabRun real = LabRunner.run(network, probes, false, Duration.ofMinutes(2));
    List<String> found = new ArrayList<>();
    for (int i = 0; i < probes.size(); i++) {
      Map<String, String> observed = told(real.observations().get(i).outcome());
      OUTCOMES.merge(observed.getOrDefault("result", ""), 1, Integer::sum);
      if (!predicted.get(i).contains(observed)) {
        found.add(
            "seed %d, %s, %s%n  traces %s%n  kernel %s"
                .formatted(seed, form, probes.get(i).title(), predicted.get(i), observed));
      }
    }
    return found;
  }

  /** The outcomes of a probe, one for each endpoint that chance could choose. */
  private static Set<Map<String, String>> predictions(Network network, Probe probe) {
    Trace trace = Walker.walk(network, probe, new Memory());
    Set<Map<String, String>> all = new LinkedHashSet<>();
    all.add(told(trace.outcome()));
    Backends.of(trace)
        .forEach(
            each -> {
              Probe.Choice choice = new Probe.Choice(each.address(), each.port());
              all.add(told(Walker.walk(network, probe.withChoice(choice), new Memory()).outcome()));
            });
    return all;
  }

  private static Map<String, String> told(Outcome outcome) {
    return told(OutcomeNote.of(outcome).lines());
  }

  private static Map<String, String> told(Map<String, String> lines) {
    Map<String, String> told = new TreeMap<>();
    for (String key : List.of("result", "errno", "icmp", "server", "sees")) {
      String value = lines.get(key);
      if (value != null) {
        told.put(key, value);
      }
    }
    return told;
  }
}
