package dev.podlane.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Clusters;
import dev.podlane.compile.Compiler;
import dev.podlane.document.read.Documents;
import dev.podlane.lab.LabProbe;
import dev.podlane.lab.LabRun;
import dev.podlane.lab.LabRunner;
import dev.podlane.lab.Observation;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Network;
import dev.podlane.tools.NeedsTool;
import dev.podlane.trace.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Builds the article's cluster on the kernel this runs on, sends the same probes through it and
 * through the model, and compares what the senders and all devices saw.
 */
@NeedsTool({"ip", "bridge", "iptables", "python3"})
@Timeout(60)
@ResourceLock("kernel")
class KernelTest {
  private static final String ARTICLE = "/samples/article.yaml";
  private static final String DNS =
      """
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: dns-0}
      spec:
        nodeName: node-2
        containers: [{name: dns, ports: [{containerPort: 53, protocol: UDP}]}]
      status: {podIP: 10.0.2.9}
      """;

  @BeforeAll
  static void namespacesCanBeMade() throws IOException {
    Namespaces.require("KernelTest");
  }

  @Test
  void aHealthyClusterBehavesAsPredicted() throws Exception {
    check(
        compiled(text(ARTICLE) + DNS),
        "web-1 icmp 10.0.1.3",
        "web-1 tcp 10.0.2.2 80",
        "web-1 icmp 10.0.2.2",
        "web-1 tcp 10.0.1.3 8080",
        "web-1 udp 10.0.2.9 53",
        "web-1 tcp 10.0.2.2 81",
        "web-1 udp 10.0.2.2 53",
        "web-1 tcp 127.0.0.1 6800",
        "web-1 icmp 10.0.1.2",
        "web-1 icmp 10.0.2.2 0 1",
        "web-1 icmp 10.0.2.2 0 2",
        "web-1 udp 10.0.2.9 53 3",
        "web-1 icmp 10.0.2.2 0 4",
        "web-1 tcp 10.100.0.2 10250",
        "web-1 tcp 10.100.0.3 10250",
        "web-1 icmp 10.100.0.1",
        "node-1 tcp 10.0.1.2 80",
        "node-1 icmp 10.0.2.2",
        "gateway tcp 10.0.2.3 5432",
        "web-1 icmp 10.0.9.9",
        "web-1 icmp 10.0.2.99");
  }

  @Test
  void aDeletedRouteAtTheGatewayBehavesAsPredicted() throws Exception {
    String route = "    - 10.0.2.0/24 via 10.100.0.3\n";
    assertThat(text(ARTICLE)).contains(route);
    check(
        compiled(text(ARTICLE).replace(route, "")),
        "web-1 tcp 10.0.2.2 80",
        "web-1 icmp 10.0.2.2",
        "web-1 icmp 10.0.1.3",
        "web-2 icmp 10.0.1.2");
  }

  private static void check(Network network, String... lines) throws Exception {
    List<LabProbe> probes = new ArrayList<>();
    for (String line : lines) {
      probes.add(LabProbe.of(probe(line)));
    }
    LabRun run = LabRunner.run(network, probes, false, Duration.ofSeconds(50));
    List<Observation> predicted = Predictions.of(network, probes, run.sentMillis());
    assertThat(predicted.toString())
        .contains("delivered", "icmp_unreachable", "lan/p-node-1<63!other");
    assertThat(Predictions.differences(probes, predicted, run.observations())).isEmpty();
  }

  private static Probe probe(String line) {
    String[] words = line.split(" ", -1);
    Protocol protocol = Protocol.valueOf(words[1].toUpperCase(Locale.ROOT));
    String from = words[0];
    boolean machine = from.startsWith("node") || from.equals("gateway");
    return Probe.of(
            machine ? from : "default/" + from,
            protocol,
            Ip.parse(words[2]),
            words.length > 3 ? Integer.parseInt(words[3]) : 0)
        .withTtl(words.length > 4 ? Integer.parseInt(words[4]) : Probe.DEFAULT_TTL)
        .warm()
        .withTimeoutMillis(words[0].equals("web-2") ? 1_000 : Probe.DEFAULT_TIMEOUT_MILLIS);
  }

  private static Network compiled(String manifests) {
    return Compiler.compile(Clusters.read(Documents.parse("article.yaml", manifests))).network();
  }

  private static String text(String resource) throws IOException {
    try (InputStream text = KernelTest.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(text).readAllBytes(), UTF_8);
    }
  }
}
