package dev.podlane.kernel;

import dev.podlane.lab.LabProbe;
import dev.podlane.lab.LabRun;
import dev.podlane.lab.LabRunner;
import dev.podlane.net.ns.Network;
import dev.podlane.notation.OutcomeNote;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.cause.Backends;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.WalkRun;
import dev.podlane.workspace.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A cluster's probes as traces predict them, beside the kernel that runs the tests. */
final class ClusterOnKernel {
  private static final long PATIENCE = 2_000;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** A way to run probes on the kernel. */
  interface Lab {
    /** Builds the network, sends the probes, and removes it. */
    LabRun run(Network network, List<LabProbe> probes) throws Exception;
  }

  private final Network network;
  private final Lab lab;
  private final List<LabProbe> probes = new ArrayList<>();
  private final List<Set<Map<String, String>>> predicted = new ArrayList<>();
  private final List<String> results = new ArrayList<>();

  private ClusterOnKernel(Network network, Lab lab) {
    this.network = network;
    this.lab = lab;
  }

  /**
   * Predicts probes.
   *
   * @param nodes the nodes, whose limits on ICMP errors are off
   */
  static ClusterOnKernel of(Workspace workspace, List<ProbeRequest> requests, List<String> nodes) {
    Lab usual = (network, probes) -> LabRunner.run(network, probes, false, LIMIT);
    return of(workspace, requests, nodes, UnaryOperator.identity(), usual);
  }

  /**
   * Predicts probes.
   *
   * @param change changes the network that both walk
   * @param way runs the probes on the kernel
   */
  static ClusterOnKernel of(
      Workspace workspace,
      List<ProbeRequest> requests,
      List<String> nodes,
      UnaryOperator<Network> change,
      Lab way) {
    WalkRun run = workspace.run(requests, () -> true);
    Network network = change.apply(Quiet.of(run.place().network(), nodes));
    ClusterOnKernel lab = new ClusterOnKernel(network, way);
    for (int i = 0; i < requests.size(); i++) {
      Probe probe = run.next().trace().probe().withTimeoutMillis(PATIENCE);
      lab.probes.add(LabProbe.of(probe));
      lab.predicted.add(lab.predictions(probe));
    }
    return lab;
  }

  /** The probes that ended on the kernel as no prediction says. */
  List<String> differences() throws Exception {
    List<String> found = compared();
    // a kernel under load may miss a beat: what it does not do twice is no failure
    return found.isEmpty() ? found : compared();
  }

  /** The results that the kernel gave, one for each probe. */
  List<String> results() {
    return List.copyOf(results);
  }

  private List<String> compared() throws Exception {
    LabRun real = lab.run(network, probes);
    results.clear();
    List<String> found = new ArrayList<>();
    for (int i = 0; i < probes.size(); i++) {
      Map<String, String> observed = told(real.observations().get(i).outcome());
      results.add(observed.getOrDefault("result", ""));
      if (!predicted.get(i).contains(observed)) {
        found.add(
            "%s%n  traces %s%n  kernel %s"
                .formatted(probes.get(i).title(), predicted.get(i), observed));
      }
    }
    return found;
  }

  /** The outcomes of a probe, one for each endpoint that chance could choose. */
  private Set<Map<String, String>> predictions(Probe probe) {
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
