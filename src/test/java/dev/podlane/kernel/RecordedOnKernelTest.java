package dev.podlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Document;
import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import dev.podlane.document.read.Documents;
import dev.podlane.lab.LabProbe;
import dev.podlane.lab.LabRun;
import dev.podlane.lab.LabRunner;
import dev.podlane.lab.Observation;
import dev.podlane.net.ns.Network;
import dev.podlane.notation.LinuxNetworks;
import dev.podlane.notation.ProbeCase;
import dev.podlane.notation.ProbeReader;
import dev.podlane.tools.NeedsTool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Some of the recorded networks once more, on the kernel that runs the tests. */
@NeedsTool({"ip", "bridge", "iptables", "python3"})
@Timeout(120)
@ResourceLock("kernel")
class RecordedOnKernelTest {
  @BeforeAll
  static void namespacesCanBeMade() throws IOException {
    Namespaces.require("RecordedOnKernelTest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b-shared-namespace",
        "d1-cbr0-gateway",
        "d5-gw-route-wrong-loop",
        "d6-metrics",
        "d8-ttl-sweep",
        "d9-arp",
        "e1-host-gw"
      })
  void aRecordedNetworkDoesAsTheTraceSays(String name) throws Exception {
    Document document = Documents.parse(name + ".json", text(name)).get(0);
    Network network = LinuxNetworks.read(document).network();
    List<LabProbe> probes =
        Fields.of(document.place(), (MapValue) document.root(), any -> {}).maps("probes").stream()
            .map(each -> ProbeReader.read(each.map("probe").orElseThrow()).orElseThrow())
            .map(RecordedOnKernelTest::probe)
            .toList();

    LabRun run = LabRunner.run(network, probes, false, Duration.ofSeconds(110));
    List<Observation> observed = run.observations();
    List<Observation> predicted = Predictions.of(network, probes, run.sentMillis());

    assertThat(probes).isNotEmpty();
    assertThat(Predictions.differences(probes, predicted, observed)).isEmpty();
  }

  private static LabProbe probe(ProbeCase one) {
    return new LabProbe(
        one.name(), one.probe(), one.repeat(), commands(one.before()), commands(one.after()));
  }

  private static List<LabProbe.Command> commands(List<ProbeCase.CommandLine> lines) {
    return lines.stream().map(each -> new LabProbe.Command(each.ns(), each.cmd())).toList();
  }

  private static String text(String name) throws IOException {
    String file = "/kernel/" + name + ".json";
    try (InputStream text = RecordedOnKernelTest.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
