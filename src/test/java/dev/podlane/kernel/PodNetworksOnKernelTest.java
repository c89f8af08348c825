package dev.podlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.lab.LabProbe;
import dev.podlane.lab.LabRun;
import dev.podlane.lab.LabRunner;
import dev.podlane.net.addr.Protocol;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clusters of two nodes with each plugin, built on the kernel that runs the tests: each probe must
 * end as its trace says, and the server must see the same source. IPIP is left out, since many
 * kernels lack the module; so are plugins that decide outside the kernel that is simulated.
 */
@NeedsTool({"ip", "bridge", "iptables", "ipset", "nft", "python3"})
@Isolated("the kernel is shared, and its probes take real time")
class PodNetworksOnKernelTest {
  private static final Path CLUSTER = Path.of("src/test/resources/podnetworks/two-nodes.yaml");
  private static final long PATIENCE = 2_000;

  @BeforeAll
  static void namespacesCanBeMade() throws IOException {
    Namespaces.require("PodNetworksOnKernelTest");
  }

  /**
   * From each kind of sender, to pods, the outside, a host's port, a node port and a cluster IP.
   */
  private static List<ProbeRequest> requests() {
    List<ProbeRequest> all = new ArrayList<>();
    for (String way :
        List.of(
            // first, for redirects of later ones would use up what the gateway may send to a node
            "default/web-1 10.244.7.7 80",
            "default/web-1 default/web-2 80",
            "default/web-1 default/web-3 80",
            "default/web-3 default/web-1 80",
            "default/web-1 outside 80",
            "default/web-3 outside 80",
            "default/web-2 b 10250",
            "a default/web-1 80",
            "a default/web-3 80",
            "b default/web-1 80",
            "outside a 8080",
            "default/web-3 a 8080",
            "default/web-1 a 8080",
            "outside a 30080",
            "default/web-2 10.96.0.80 80")) {
      String[] words = way.split(" ", -1);
      int port = Integer.parseInt(words[2]);
      all.add(new ProbeRequest(words[0], words[1], Protocol.TCP, port, 64, true, all.size()));
    }
    all.add(new ProbeRequest("default/web-2", "default/web-3", Protocol.UDP, 53, 64, true, 1));
    all.add(new ProbeRequest("default/web-2", "default/web-3", Protocol.ICMP, null, 64, true, 1));
    return all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bridge",
        "cni-bridge",
        "flannel-vxlan",
        "flannel-host-gw",
        "{kind: flannel-vxlan, nftables: true}",
        "kindnet",
        "calico",
        "calico-vxlan",
        "calico-crosssubnet",
      })
  void everyProbeEndsAsItsTraceSays(String kind) throws Exception {
    String cluster = Files.readString(CLUSTER, StandardCharsets.UTF_8).replace("KIND", kind);
    Workspace workspace = Workspace.open("", cluster);
    List<ProbeRequest> requests = requests();
    WalkRun run = workspace.run(requests, () -> true);
    Network network = Quiet.of(run.place().network(), List.of("a", "b"));
    List<LabProbe> probes = new ArrayList<>();
    List<Set<Map<String, String>>> predicted = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      Probe probe = run.next().trace().probe().withTimeoutMillis(PATIENCE);
      probes.add(LabProbe.of(probe));
      predicted.add(predictions(network, probe));
    }
    List<String> found = compared(network, probes, predicted);
    // a kernel under load may miss a beat: what it does not do twice is no failure
    assertThat(found.isEmpty() ? found : compared(network, probes, predicted)).isEmpty();
  }

  private static List<String> compared(
      Network network, List<LabProbe> probes, List<Set<Map<String, String>>> predicted)
      throws Exception {
    LabRun real = LabRunner.run(network, probes, false, Duration.ofMinutes(2));
    List<String> found = new ArrayList<>();
    int delivered = 0;
    for (int i = 0; i < probes.size(); i++) {
      Map<String, String> observed = told(real.observations().get(i).outcome());
      delivered += "delivered".equals(observed.get("result")) ? 1 : 0;
      if (!predicted.get(i).contains(observed)) {
        found.add(
            "%s%n  traces %s%n  kernel %s"
                .formatted(probes.get(i).title(), predicted.get(i), observed));
      }
    }
    assertThat(delivered).isGreaterThan(probes.size() / 2);
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
