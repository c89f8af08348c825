package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules 19 and 20: a hostPort leads to the pod on its own node, as the plugin portmap does it. */
final class HostPortTest {
  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Node, metadata: {name: node-1}, spec: {podCIDR: 10.0.1.0/24},
       status: {addresses: [{type: InternalIP, address: 10.100.0.2}]}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: node-2}, spec: {podCIDR: 10.0.2.0/24},
       status: {addresses: [{type: InternalIP, address: 10.100.0.3}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: envoy}, spec: {nodeName: node-1, containers:
       [{name: envoy, ports: [{containerPort: 8080, hostPort: 80}, {containerPort: 53, hostPort: 53,
       protocol: UDP}, {containerPort: 9000, hostPort: 9000, hostIP: 127.0.0.1}]}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: near}, spec: {nodeName: node-1, containers:
       [{name: c}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: far}, spec: {nodeName: node-2, containers:
       [{name: c}]}}
      """;

  private final Workspace workspace = Workspace.open("c.yaml", CLUSTER);

  @ParameterizedTest
  @CsvSource({
    "gateway,10.100.0.2,TCP,80,delivered by envoy sees 10.100.0.1",
    "gateway,10.100.0.2,UDP,53,delivered by envoy sees 10.100.0.1",
    "far,10.100.0.2,TCP,80,delivered by envoy sees 10.0.2.2",
    "envoy,10.100.0.2,TCP,80,delivered by envoy sees 10.0.1.1",
    "near,10.100.0.2,TCP,80,delivered by envoy sees 10.0.1.1",
    "node-1,127.0.0.1,TCP,80,delivered by envoy sees 10.0.1.1",
    "node-1,127.0.0.1,TCP,9000,delivered by envoy sees 10.0.1.1",
    "gateway,10.100.0.2,TCP,9000,refused",
    "gateway,10.100.0.3,TCP,80,refused",
    "gateway,10.100.0.2,TCP,8080,refused"
  })
  void leadsToThePodOnItsNode(
      String from, String to, Protocol protocol, int port, String expected) {
    ProbeRequest request = new ProbeRequest(from, to, protocol, port, Probe.DEFAULT_TTL, true, 0);
    Outcome outcome = workspace.walk(List.of(request)).get(0).trace().outcome();
    Outcome.Server server = outcome.server();
    String told =
        outcome.result().text()
            + (server == null ? "" : " by " + server.listener() + " sees " + server.seesSource());
    assertThat(told).isEqualTo(expected);
  }

  @Test
  void isWrittenAsPortmapWritesIt() {
    String saved = run(workspace, "node-1", "iptables-save -t nat").text();
    String rules =
        saved
            .lines()
            .filter(line -> line.startsWith("-A"))
            .collect(Collectors.joining("\n"))
            .replaceAll("CNI-DN-[0-9a-f]{21}\\b", "POD")
            .replaceAll("id: \\\\\"[0-9a-f]{12}", "id: \\\\\"ID");
    assertThat(rules)
        .isEqualTo(
            """
            -A PREROUTING -m addrtype --dst-type LOCAL -j CNI-HOSTPORT-DNAT
            -A OUTPUT -m addrtype --dst-type LOCAL -j CNI-HOSTPORT-DNAT
            -A POSTROUTING -m comment --comment "CNI portfwd requiring masquerade" -j CNI-HOSTPORT-MASQ
            -A POD -s 10.0.1.0/24 -p tcp -m tcp --dport 80 -j CNI-HOSTPORT-SETMARK
            -A POD -s 127.0.0.1/32 -p tcp -m tcp --dport 80 -j CNI-HOSTPORT-SETMARK
            -A POD -p tcp -m tcp --dport 80 -j DNAT --to-destination 10.0.1.2:8080
            -A POD -s 10.0.1.0/24 -p udp -m udp --dport 53 -j CNI-HOSTPORT-SETMARK
            -A POD -s 127.0.0.1/32 -p udp -m udp --dport 53 -j CNI-HOSTPORT-SETMARK
            -A POD -p udp -m udp --dport 53 -j DNAT --to-destination 10.0.1.2:53
            -A POD -s 10.0.1.0/24 -d 127.0.0.1/32 -p tcp -m tcp --dport 9000 -j CNI-HOSTPORT-SETMARK
            -A POD -s 127.0.0.1/32 -d 127.0.0.1/32 -p tcp -m tcp --dport 9000 -j CNI-HOSTPORT-SETMARK
            -A POD -d 127.0.0.1/32 -p tcp -m tcp --dport 9000 -j DNAT --to-destination 10.0.1.2:9000
            -A CNI-HOSTPORT-DNAT -p tcp -m comment --comment "dnat name: \\"cbr0\\" id: \\"ID\\"" -m multiport --dports 80,9000 -j POD
            -A CNI-HOSTPORT-DNAT -p udp -m comment --comment "dnat name: \\"cbr0\\" id: \\"ID\\"" -m multiport --dports 53 -j POD
            -A CNI-HOSTPORT-MASQ -m mark --mark 0x2000/0x2000 -j MASQUERADE
            -A CNI-HOSTPORT-SETMARK -m comment --comment "CNI portfwd masquerade mark" -j MARK --set-xmark 0x2000/0x2000\
            """);
    assertThat(run(workspace, "node-2", "iptables-save -t nat").text()).doesNotContain("CNI-");
  }

  @Test
  void isTakenOncePerAddress() {
    String pod =
        "---\n"
            + "{apiVersion: v1, kind: Pod, metadata: {name: %s}, spec: {containers: [{name: c,"
            + " ports: [{containerPort: 1, hostPort: 9000%s}]}], nodeSelector: {one: node}}}\n";
    Workspace one =
        Workspace.open(
            "c.yaml",
            "{apiVersion: v1, kind: Node, metadata: {name: n, labels: {one: node}}}\n"
                + pod.formatted("a", ", hostIP: 10.100.0.2")
                + pod.formatted("b", ", hostIP: 10.100.0.9")
                + pod.formatted("c", ", hostIP: 10.100.0.9")
                + pod.formatted("d", ""));
    assertThat(one.problems())
        .extracting(p -> p.code() + " " + p.args().get(0))
        .containsExactly("pod.host-port default/c", "pod.host-port default/d");
  }

  private static CommandResult run(Workspace workspace, String namespace, String line) {
    return workspace.tried(new Event.Commands(namespace, List.of(line))).result();
  }
}
