package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Pod;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.Verdict;
import dev.podlane.net.filter.Verdict.Ending;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.trace.Floods;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Skb;
import dev.podlane.trace.Trace;
import dev.podlane.trace.cause.Backends;
import dev.podlane.trace.step.RuleStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Packets fare as kube-proxy's own tests expect (packetFlowTest of its two proxiers); the README
 * beside the rows says where they come from.
 */
class KubeProxyFlowsTest {
  private static final Path FOLDER = Path.of("src/test/resources/kubeproxy/flows");

  /** Rows of the table, one for each mode. */
  private static final int ROWS = 392;

  private static final String NODE = "test-node";
  private static final String NODE_ADDRESS = "192.168.0.2";

  private static final String NETWORK =
      """

      ---
      {apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec: {podCIDR:
       10.0.0.0/8, serviceCIDR: 172.30.0.0/16, nodeNetwork: {cidr: 192.168.0.0/24}, policyEngine: none,
       masquerade: false, kubernetesVersion: '1.37', proxyMode: MODE}}
      """;

  private static final Map<String, Workspace> CLUSTERS = new ConcurrentHashMap<>();

  /**
   * A row of flows.csv in one mode.
   *
   * @param expected the expectation of kube-proxy's test
   * @param found the result that differs from it, where Podlane is known to; else empty
   */
  private record Row(
      String file,
      String test,
      String name,
      String mode,
      String settings,
      String source,
      String destination,
      int port,
      Protocol protocol,
      String expected,
      String masquerade,
      String found) {
    @Override
    public String toString() {
      return String.join(", ", test, name, mode, settings);
    }

    String told() {
      return masquerade.isEmpty() ? expected : expected + ", masquerade: " + masquerade;
    }
  }

  private static Stream<Row> rows() throws IOException {
    return Files.readAllLines(FOLDER.resolve("flows.csv")).stream()
        .skip(1)
        .map(line -> line.split("\\|", -1))
        .flatMap(cells -> Stream.of(cells[3].split(" ", -1)).map(mode -> row(cells, mode)));
  }

  private static Row row(String[] cells, String mode) {
    assertThat(cells).hasSize(13);
    assertThat(cells[12].isEmpty()).as("a difference has a reason").isEqualTo(cells[11].isEmpty());
    return new Row(
        cells[0],
        cells[1],
        cells[2],
        mode,
        cells[4],
        cells[5],
        cells[6],
        Integer.parseInt(cells[7]),
        Protocol.valueOf(cells[8]),
        cells[9],
        cells[10],
        cells[11]);
  }

  private static Workspace cluster(Row row) {
    String network = row.settings.contains("podNetwork") ? "" : ", podNetwork: calico";
    String fields = row.mode + network + (row.settings.isEmpty() ? "" : ", " + row.settings);
    return CLUSTERS.computeIfAbsent(
        row.file + " " + fields,
        any -> {
          try {
            String manifests = Files.readString(FOLDER.resolve(row.file + ".yaml"));
            return Workspace.open("", manifests + NETWORK.replace("MODE", fields));
          } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
          }
        });
  }

  @AfterAll
  static void forget() {
    CLUSTERS.clear();
  }

  private static Trace walk(Row row, @Nullable String endpoint) {
    boolean isNode = row.source.equals("localhost");
    boolean isRouted = row.source.startsWith("ext:") && !row.destination.equals(NODE_ADDRESS);
    ProbeRequest probe =
        new ProbeRequest(
            isNode ? NODE : row.source,
            row.destination,
            row.protocol,
            row.port,
            64,
            /* cold= */ true,
            /* seed= */ 0,
            /* size= */ null,
            Probe.Discovery.WANT,
            Floods.COUNTED,
            /* sourcePort= */ 0,
            /* exchange= */ null,
            /* afterMillis= */ null,
            /* via= */ isRouted ? NODE : null,
            endpoint,
            /* http= */ null);
    Walked walked = cluster(row).walk(List.of(probe)).get(0);
    assertThat(walked.unsimulated()).isEmpty();
    return walked.trace();
  }

  /** The verdicts on the request's first packet at the node whose kube-proxy is tested. */
  private static Stream<Verdict> verdicts(Trace trace) {
    return trace.hops().stream()
        .filter(hop -> hop.flow() == Flow.REQUEST && hop.namespace().equals(NODE))
        .flatMap(hop -> hop.steps().stream())
        .flatMap(
            each ->
                each.step() instanceof RuleStep.RulesRead read
                    ? Stream.of(read.verdict())
                    : Stream.empty());
  }

  private static boolean any(Trace trace, Predicate<Verdict> condition) {
    return verdicts(trace).anyMatch(condition);
  }

  /** The end that the rules decide on, in the words of kube-proxy's tests. */
  private static String end(Trace trace) {
    if (any(trace, verdict -> verdict.ending() instanceof Ending.Rejected)) {
      return "REJECT";
    }
    if (any(trace, verdict -> verdict.ending() instanceof Ending.Dropped)) {
      return "DROP";
    }
    return any(trace, KubeProxyFlowsTest::isAcceptedNodePort) ? "ACCEPT" : "none";
  }

  private static boolean isAcceptedNodePort(Verdict verdict) {
    Verdict.Hit by = verdict.by();
    return by != null
        && by.place().chain().equals("KUBE-NODEPORTS")
        && by.did() instanceof Target.Accept;
  }

  private static String told(Row row) {
    Trace first = walk(row, null);
    if (first.outcome().result() == Outcome.Result.UNKNOWN) {
      return "unknown";
    }
    Set<String> endpoints =
        Backends.of(first).stream()
            .map(each -> each.address() + ":" + each.port())
            .collect(Collectors.toCollection(TreeSet::new));
    if (endpoints.isEmpty()) {
      return end(first);
    }
    Set<String> masquerade =
        endpoints.stream().map(each -> reached(row, each)).collect(Collectors.toSet());
    return String.join(" ", endpoints) + ", masquerade: " + String.join("/", masquerade);
  }

  /** Sends to that endpoint; returns whether kube-proxy's rules gave it the node's address. */
  private static String reached(Row row, String endpoint) {
    String address = endpoint.substring(0, endpoint.indexOf(':'));
    Trace trace = walk(row, address);
    Pod pod = pod(row, each -> address.equals(String.valueOf(each.podIp())));
    boolean isMasqueraded = any(trace, verdict -> verdict.ending() instanceof Ending.Source);
    String sees = row.source.equals(NODE) || !isMasqueraded ? sender(row) : NODE_ADDRESS;
    IpPacket arrived = arrived(trace, pod);
    assertThat(arrived.source()).as(endpoint).hasToString(sees);
    Outcome.Server server = trace.outcome().server();
    if (row.source.startsWith("ext:") && !isMasqueraded && !NODE.equals(pod.nodeName())) {
      assertThat(server).as("the answer goes around the node").isNull();
    } else {
      assertThat(server).as(endpoint + " answers: " + trace.outcome()).isNotNull();
      assertThat(server.local() + ":" + server.port()).isEqualTo(endpoint);
    }
    return isMasqueraded ? "yes" : "no";
  }

  /** The request as it comes in to the pod of an endpoint. */
  private static IpPacket arrived(Trace trace, Pod pod) {
    String namespace = pod.namespace() + "/" + pod.name();
    return trace.hops().stream()
        .filter(hop -> hop.flow() == Flow.REQUEST && hop.namespace().equals(namespace))
        .flatMap(hop -> hop.steps().stream())
        .map(Hop.StepRecord::before)
        .filter(Objects::nonNull)
        .map(Skb::payload)
        .filter(IpPacket.class::isInstance)
        .map(IpPacket.class::cast)
        .filter(packet -> packet.destination().equals(pod.podIp()))
        .findFirst()
        .orElseThrow();
  }

  private static String sender(Row row) {
    return switch (row.source) {
      case NODE -> NODE_ADDRESS;
      case "localhost" -> "127.0.0.1";
      default ->
          row.source.startsWith("ext:")
              ? row.source.substring(4)
              : String.valueOf(pod(row, each -> each.name().equals(row.source)).podIp());
    };
  }

  private static Pod pod(Row row, Predicate<Pod> condition) {
    return cluster(row).cluster().orElseThrow().pods().stream()
        .filter(condition)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void packetsFareAsKubeProxysTestsExpect(Row row) {
    String told = told(row);
    if (row.found.isEmpty()) {
      assertThat(told).isEqualTo(row.told());
    } else {
      assertThat(told).as("the known difference").isEqualTo(row.found).isNotEqualTo(row.told());
    }
  }

  @Test
  void everyFileHasRows() throws IOException {
    assertThat(rows()).hasSize(ROWS);
    Set<String> named = rows().map(row -> row.file + ".yaml").collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".yaml"))
          .containsExactlyInAnyOrderElementsOf(named);
    }
  }
}
