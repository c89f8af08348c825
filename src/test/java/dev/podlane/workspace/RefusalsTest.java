package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.podlane.document.Severity;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Objects that cannot be compiled are reported with their places. */
class RefusalsTest {
  private static final String MANIFESTS =
      """
      apiVersion: podlane.dev/v1
      kind: ClusterNetwork
      metadata: {name: cluster}
      spec:
        nodeNetwork: {cidr: 10.100.0.0/24, gateway: 10.100.0.1}
        gatewayRoutes:
          - 10.0.1.0/24 via 10.100.0.2
          - 10.100.0.0/24 via 10.100.0.2
      ---
      apiVersion: v1
      kind: Node
      metadata: {name: node-1}
      spec: {podCIDR: 10.0.1.0/24}
      status: {addresses: [{type: InternalIP, address: 10.100.0.2}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: second}
      spec:
        nodeName: node-1
        hostNetwork: true
        containers: [{name: one, ports: [{containerPort: 10250}]}]
      """;

  @Test
  void atTheRouteOrTheObject() {
    Workspace workspace = Workspace.open("a.yaml", MANIFESTS);

    assertThat(workspace.problems())
        .extracting(
            problem -> problem.code(),
            problem -> problem.severity(),
            problem -> problem.place().document(),
            problem -> problem.place().path())
        .contains(
            tuple("compile.gateway-route", Severity.ERROR, 1, "spec.gatewayRoutes[1]"),
            tuple("compile.port-taken", Severity.WARNING, 3, ""));
  }

  @Test
  void nodesWithoutANetworkInCommonNeedNoDefaultRoute() {
    Workspace workspace =
        Workspace.open(
            "",
            """
            {apiVersion: v1, kind: Node, metadata: {name: a}, spec: {podCIDR: 10.0.1.0/24},
             status: {addresses: [{type: InternalIP, address: 10.128.15.205}]}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: b}, spec: {podCIDR: 10.0.2.0/24},
             status: {addresses: [{type: InternalIP, address: 192.168.64.103}]}}
            """);

    assertThat(workspace.problems())
        .extracting(problem -> problem.code())
        .containsExactly("network.nodes-apart");
    assertThat(workspace.walk(List.of(ping("a", "b"))).get(0).trace().outcome().result())
        .isEqualTo(Outcome.Result.DELIVERED);
  }

  private static ProbeRequest ping(String from, String to) {
    return new ProbeRequest(from, to, Protocol.ICMP, null, 64, true, 0);
  }
}
