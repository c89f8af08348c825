package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Assumption;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Floods;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ExternalIP of a node leads to the node, from outside and from its neighbours. */
class NodeMappingTest {
  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.244.0.0/24}, status:
       {addresses: [{type: InternalIP, address: 10.100.0.2}, {type: ExternalIP, address:
       203.0.113.20}]}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n2}, spec: {podCIDR: 10.244.1.0/24}, status:
       {addresses: [{type: InternalIP, address: 10.100.0.3}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, labels: {app: web}}, spec: {nodeName: n1,
       containers: [{name: c, ports: [{containerPort: 8080}]}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {nodeName: n2, containers: [{name:
       c}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: NodePort, selector: {app:
       web}, externalTrafficPolicy: Local, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]}}
      ---
      {apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec: {nodeNetwork:
       {cidr: 10.100.0.0/24}, proxyMode: MODE}}
      """;

  @ParameterizedTest
  @CsvSource({
    "iptables, ext:198.51.100.7, 198.51.100.7",
    "nftables, ext:198.51.100.7, 198.51.100.7",
    "iptables, client, 10.100.0.1",
    "iptables, node:n2, 10.100.0.1"
  })
  void leadsToTheNode(String mode, String from, String seen) {
    Workspace workspace = Workspace.open("", CLUSTER.replace("MODE", mode));
    ProbeRequest probe =
        new ProbeRequest(
            from,
            "203.0.113.20",
            Protocol.TCP,
            30_080,
            64,
            true,
            0,
            null,
            Probe.Discovery.WANT,
            Floods.COUNTED,
            0,
            null,
            null,
            null,
            null,
            null);
    Walked walked = workspace.walk(List.of(probe)).get(0);
    Outcome.Server server = Objects.requireNonNull(walked.trace().outcome().server());
    assertThat(server.namespace()).isEqualTo("default/web");
    assertThat(server.seesSource()).hasToString(seen);
    assertThat(walked.assumed())
        .contains(
            new Assumption(
                "node.external-ip",
                List.of("n1", "203.0.113.20", "10.100.0.2"),
                workspace.cluster().orElseThrow().nodes().get(0).ref()));
  }
}
