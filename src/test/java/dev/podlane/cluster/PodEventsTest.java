package dev.podlane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.compile.Compiler;
import dev.podlane.document.read.Documents;
import dev.podlane.net.ns.Network;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The state of pods after containers and pause are killed. */
class PodEventsTest {
  private static Cluster after(String block, String events) {
    String text =
        """
        apiVersion: v1
        kind: Node
        metadata: {name: n}
        spec: {podCIDR: BLOCK}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec: {containers: [{name: c, ports: [{containerPort: 80}]}, {name: d}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: b}
        spec: {containers: [{name: c}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: h}
        spec: {hostNetwork: true, containers: [{name: c}]}
        ---
        apiVersion: podlane.dev/v1
        kind: PodEvents
        metadata: {name: e}
        spec: {events: [EVENTS]}
        """
            .replace("BLOCK", block)
            .replace("EVENTS", events);
    return Clusters.read(Documents.parse("", text));
  }

  private static String addresses(Cluster cluster) {
    return cluster.pods().stream()
        .map(pod -> pod.name() + "=" + pod.podIp())
        .collect(Collectors.joining(" "));
  }

  private static String port(Cluster cluster) {
    Network network = Compiler.compile(cluster).network();
    return network.namespace("n").orElseThrow().devices().values().stream()
        .filter(device -> device.link().toString().contains("default/a"))
        .map(device -> device.name())
        .collect(Collectors.joining());
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.0.1.0/24 | '' | a=10.0.1.2 b=10.0.1.3 h=10.100.0.2 | ''
          10.0.1.0/24 | 'kill: {pod: a, container: c}' | a=10.0.1.2 b=10.0.1.3 h=10.100.0.2 | pod.event-restarted [default/a, c, 10.0.1.2]
          10.0.1.0/24 | 'killPause: a' | a=10.0.1.4 b=10.0.1.3 h=10.100.0.2 | pod.event-pause [default/a, 10.0.1.2, 10.0.1.4]
          10.0.1.0/24 | '{killPause: a}, {killPause: default/a}' | a=10.0.1.5 b=10.0.1.3 h=10.100.0.2 | pod.event-pause [default/a, 10.0.1.2, 10.0.1.4] pod.event-pause [default/a, 10.0.1.4, 10.0.1.5]
          10.0.1.0/29 | '{killPause: a}, {killPause: a}, {killPause: a}, {killPause: a}' | a=10.0.1.2 b=10.0.1.3 h=10.100.0.2 | *
          10.0.1.0/24 | 'killPause: h' | a=10.0.1.2 b=10.0.1.3 h=10.100.0.2 | pod.event-pause-on-host [default/h, 10.100.0.2]
          10.0.1.0/24 | 'killPause: x' | a=10.0.1.2 b=10.0.1.3 h=10.100.0.2 | pod.event-unknown [default/x]
          10.0.1.0/24 | 'kill: {pod: a, container: x}' | a=10.0.1.2 b=10.0.1.3 h=10.100.0.2 | pod.event-no-container [default/a, x]
          10.0.1.0/24 | 'kill: {pod: a}' | a=10.0.1.2 b=10.0.1.3 h=10.100.0.2 | field.missing [container] object.left-out [PodEvents, e]
          10.0.1.0/24 | 'burn: a' | a=10.0.1.2 b=10.0.1.3 h=10.100.0.2 | pod.event [] object.left-out [PodEvents, e]
          """)
  void podsLiveOn(String block, String events, String addresses, String told) {
    boolean several = events.startsWith("{") || events.isEmpty();
    Cluster read = after(block, several ? events : "{" + events + "}");

    assertThat(addresses(read)).isEqualTo(addresses);
    List<String> all =
        read.problems().stream().map(each -> each.code() + " " + each.args()).toList();
    if (!told.equals("*")) {
      assertThat(String.join(" ", all)).isEqualTo(told);
    }
  }

  @ParameterizedTest
  @CsvSource({"'kill: {pod: a, container: c}', true", "'killPause: a', false"})
  void theWireStaysWithTheSandbox(String event, boolean stays) {
    String before = port(after("10.0.1.0/24", ""));

    assertThat(before).startsWith("veth");
    assertThat(port(after("10.0.1.0/24", "{" + event + "}")).equals(before)).isEqualTo(stays);
  }
}
