package dev.podlane.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Clusters;
import dev.podlane.compile.Compiler;
import dev.podlane.document.Documents;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.Network;
import dev.podlane.notation.PathLines;
import dev.podlane.tools.Command;
import dev.podlane.tools.NeedsTool;
import dev.podlane.tools.Tool;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Memory;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.Walker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * Builds the article's cluster on the kernel this runs on, sends the same probes through it and
 * through the model, and compares what the senders and all devices saw.
 */
@NeedsTool({"ip", "python3"})
@Timeout(60)
class KernelTest {
  private static final String ARTICLE = "/samples/article.yaml";
  private static final String SCRIPT = "/dev/podlane/kernel/probes.py";
  private static final int LINES = 4;
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

  @TempDir Path folder = Path.of("");

  @BeforeAll
  static void namespacesCanBeMade() throws IOException {
    String refusal = KernelNetwork.refusal();
    if (!refusal.isEmpty()) {
      System.err.println("SKIPPED: KernelTest, no network namespaces here: " + refusal);
      throw new TestAbortedException(refusal);
    }
  }

  @Test
  void aHealthyClusterBehavesAsPredicted() throws IOException {
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
  void aDeletedRouteAtTheGatewayBehavesAsPredicted() throws IOException {
    String route = "    - 10.0.2.0/24 via 10.100.0.3\n";
    assertThat(text(ARTICLE)).contains(route);
    check(
        compiled(text(ARTICLE).replace(route, "")),
        "web-1 tcp 10.0.2.2 80",
        "web-1 icmp 10.0.2.2",
        "web-1 icmp 10.0.1.3",
        "web-2 icmp 10.0.1.2");
  }

  private void check(Network network, String... lines) throws IOException {
    List<Probe> probes = new ArrayList<>();
    for (String line : lines) {
      probes.add(probe(line, 42_000 + probes.size()));
    }
    String predicted = predicted(network, probes);
    assertThat(predicted).contains("delivered", "icmp_unreachable", "lan/p-node-1<63!other");
    assertThat(observed(network, probes)).isEqualTo(predicted);
  }

  private static Probe probe(String line, int sourcePort) {
    String[] words = line.split(" ", -1);
    Probe.Protocol protocol = Probe.Protocol.valueOf(words[1].toUpperCase(Locale.ROOT));
    String from = words[0];
    boolean machine = from.startsWith("node") || from.equals("gateway");
    return new Probe(
        machine ? from : "default/" + from,
        null,
        Ip.parse(words[2]),
        protocol,
        words.length > 3 ? Integer.parseInt(words[3]) : 0,
        protocol == Probe.Protocol.ICMP ? 0 : sourcePort,
        words.length > 4 ? Integer.parseInt(words[4]) : Probe.DEFAULT_TTL,
        protocol == Probe.Protocol.ICMP ? 56 : 0,
        false,
        0,
        words[0].equals("web-2") ? 1_000 : Probe.DEFAULT_TIMEOUT_MILLIS);
  }

  private static String predicted(Network network, List<Probe> probes) {
    StringBuilder text = new StringBuilder();
    Memory memory = new Memory();
    for (Probe probe : probes) {
      Trace trace = Walker.walk(network, probe, memory);
      text.append(head(probe)).append("outcome ").append(told(trace.outcome())).append('\n');
      text.append("request ").append(PathLines.line(trace, Flow.REQUEST)).append('\n');
      text.append("reply ").append(PathLines.line(trace, Flow.REPLY)).append('\n');
      text.append("errors ").append(PathLines.line(trace, Flow.ERROR)).append('\n');
    }
    return text.toString();
  }

  private static String head(Probe probe) {
    return "%s %s %s:%d ttl %d%n"
        .formatted(
            probe.namespace(), probe.protocol(), probe.destination(), probe.port(), probe.ttl());
  }

  private static String told(Outcome outcome) {
    Outcome.IcmpError icmp = outcome.icmp();
    Ip from = icmp == null ? outcome.replyFrom() : icmp.from();
    return String.join(
        " ",
        outcome.result().text(),
        Objects.requireNonNullElse(outcome.errno(), "-"),
        icmp == null ? "-" : icmp.type() + "/" + icmp.code(),
        from == null ? "-" : from.toString(),
        outcome.replyTtl() == null ? "-" : outcome.replyTtl().toString());
  }

  private String observed(Network network, List<Probe> probes) throws IOException {
    try (KernelNetwork kernel = KernelNetwork.build(network)) {
      Path script = Files.writeString(folder.resolve("probes.py"), text(SCRIPT));
      Path plan = Files.writeString(folder.resolve("plan"), plan(network, kernel, probes));
      String python = Tool.PYTHON.path() + " " + script + " <" + plan;
      Command command =
          Command.run(Path.of(""), Duration.ofSeconds(40), List.of("sh", "-c", python));
      assertThat(command.exit()).as("%s", command.output()).isZero();
      List<String> lines = command.output().lines().toList();
      assertThat(lines).hasSize(LINES * probes.size());
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < probes.size(); i++) {
        text.append(head(probes.get(i)));
        lines.subList(LINES * i, LINES * i + LINES).forEach(line -> text.append(line).append('\n'));
      }
      return text.toString();
    }
  }

  private static String plan(Network network, KernelNetwork kernel, List<Probe> probes) {
    List<String> plan = new ArrayList<>();
    kernel.names().forEach((label, name) -> plan.add(String.join("\t", "ns", name, label)));
    for (var ns : network.namespaces().values()) {
      for (var socket : ns.sockets().listening()) {
        String protocol = socket.protocol().name().toLowerCase(Locale.ROOT);
        plan.add(
            String.join(
                "\t", "listen", ns.name(), protocol, "" + socket.address(), "" + socket.port()));
      }
    }
    for (Probe probe : probes) {
      plan.add(
          String.join(
              "\t",
              "probe",
              probe.namespace(),
              probe.protocol().name().toLowerCase(Locale.ROOT),
              probe.destination().toString(),
              "" + probe.port(),
              "" + probe.sourcePort(),
              "" + probe.ttl(),
              "" + probe.timeoutMillis()));
    }
    return String.join("\n", plan) + "\n";
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
