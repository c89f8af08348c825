package dev.podlane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Pod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One broken thing at a time: the problem, where it is, and that the rest still works. */
final class ClusterRowsTest {
  private static final String GOOD =
      """
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: good}
      spec: {containers: [{name: c, ports: [{containerPort: 80}]}]}
      """;

  private static Cluster with(String object) {
    return Described.read("apiVersion: v1", object, GOOD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: <script>alert(1)</script>}|c|{containerPort: 80}|name.invalid|metadata.name",
        "{name: A}|c|{containerPort: 80}|name.invalid|metadata.name",
        "{name: 12}|c|{containerPort: 80}|field.quote|metadata.name",
        "{nome: x}|c|{containerPort: 80}|field.missing|metadata.name",
        "{name: x, namespace: a.b}|c|{containerPort: 80}|name.label|metadata.namespace",
        "{name: x, labels: {a b: c}}|c|{containerPort: 80}|label.key|metadata.labels.a b",
        "{name: x, labels: {a: -}}|c|{containerPort: 80}|label.value|metadata.labels.a",
        "{name: x, labels: {a: 1}}|c|{containerPort: 80}|field.quote|metadata.labels.a",
        "{name: x, labels: [a]}|c|{containerPort: 80}|field.not-map|metadata.labels",
        "{name: x}|C|{containerPort: 80}|name.label|spec.containers[0].name",
        "{name: x}|c|{containerPort: 70000}|port.range|spec.containers[0].ports[0].containerPort",
        "{name: x}|c|{containerPort: 0}|port.range|spec.containers[0].ports[0].containerPort",
        "{name: x}|c|{containerPort: 99999999999}|field.number-too-large|"
            + "spec.containers[0].ports[0].containerPort",
        "{name: x}|c|{containerPort: http}|field.not-integer|"
            + "spec.containers[0].ports[0].containerPort",
        "{name: x}|c|{name: http}|field.missing|spec.containers[0].ports[0].containerPort",
        "{name: x}|c|{containerPort: 80, protocol: tcp}|port.protocol|"
            + "spec.containers[0].ports[0].protocol",
        "{name: x}|c|{containerPort: 80, name: Web_Port}|port.name|"
            + "spec.containers[0].ports[0].name",
        "{name: x}|c|80|field.not-map|spec.containers[0].ports[0]"
      })
  void aBrokenPodIsLeftOut(
      String metadata, String container, String port, String code, String path) {
    Cluster cluster =
        with(
            "kind: Pod\nmetadata: "
                + metadata
                + "\nspec:\n  containers: [{name: "
                + container
                + ", ports: ["
                + port
                + "]}]");
    assertThat(cluster.problems())
        .extracting(p -> p.code() + " " + p.place().path() + " " + p.place().document())
        .satisfiesExactly(
            problem -> assertThat(problem).isEqualTo(code + " " + path + " 1"),
            problem -> assertThat(problem).startsWith("object.left-out"));
    assertThat(cluster.pods()).extracting(Pod::name).containsExactly("good");
    assertThat(cluster.pods()).allMatch(Pod::hasNetwork);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{nodeNetwork: {cidr: 10.1.0.0}}|cidr.invalid|spec.nodeNetwork.cidr",
        "{nodeNetwork: {cidr: 10.1.0.9/24}}|cidr.host-bits|spec.nodeNetwork.cidr",
        "{nodeNetwork: {cidr: 10.1.0.0/31}}|network.too-small|spec.nodeNetwork.cidr",
        "{nodeNetwork: {gateway: 300.1.1.1}}|ip.invalid|spec.nodeNetwork.gateway",
        "{nodeNetwork: {cidr: 10.1.0.0/24, gateway: 10.2.0.1}}|network.gateway-outside|"
            + "spec.nodeNetwork.gateway",
        "{podCIDR: fd00::/64}|ip.v6|spec.podCIDR",
        "{podCIDR: 10.0.0.0/24, nodeMaskSize: 20}|network.mask|spec.nodeMaskSize",
        "{nodeMaskSize: 31}|field.range|spec.nodeMaskSize",
        "{mtu: 10}|field.range|spec.mtu",
        "{podNetwork: vxlan}|network.pod-network|spec.podNetwork",
        "{podNetwork: {kind: calicoo}}|network.pod-network|spec.podNetwork.kind",
        "{gatewayRoutes: [10.0.0.0/24]}|route.no-via|spec.gatewayRoutes[0].via",
        "{gatewayRoutes: [10.0.0.5/24 via 10.100.0.2]}|route.destination|"
            + "spec.gatewayRoutes[0].destination",
        "{gatewayRoutes: [10.0.0.0/24 via 10.9.0.2]}|route.via-outside|spec.gatewayRoutes[0]",
        "{gatewayRoutes: [10.0.0.0/24 via 10.100.0.1]}|route.via-outside|spec.gatewayRoutes[0]",
        "{gatewayRoutes: [10.0.0.0/24 dev eth0]}|route.invalid|spec.gatewayRoutes[0]",
        "{gatewayRoutes: [default via 10.100.0.2, 0.0.0.0/0 via 10.100.0.3]}|route.twice|"
            + "spec.gatewayRoutes[1]",
        "{gatewayRoutes: [{destination: 10.0.0.0/24, type: discard}]}|route.type|"
            + "spec.gatewayRoutes[0].type",
        "{gatewayRoutes: [blackhole 10.0.0.0/24 via 10.100.0.2]}|route.via-refusing|"
            + "spec.gatewayRoutes[0].via"
      })
  void aBrokenFieldOfTheNetworkCountsAsLeftOut(String spec, String code, String path) {
    Cluster cluster =
        Described.read(
            "{apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: n}, spec: "
                + spec
                + "}",
            GOOD);
    assertThat(cluster.problems())
        .extracting(p -> p.code() + "|" + p.place().path())
        .containsExactly(code + "|" + (path == null ? "" : path));
    assertThat(cluster.pods()).hasSize(1).allMatch(Pod::hasNetwork);
  }

  @Test
  void aPodNetworkOverTheNodeNetworkIsReportedFirst() {
    Cluster cluster =
        Described.read(
            "{apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: n}, spec:"
                + " {nodeNetwork: {cidr: 10.100.0.0/24}, podCIDR: 10.100.0.0/16}}");
    assertThat(cluster.problems().get(0).code()).isEqualTo("network.pods-and-nodes");
    assertThat(cluster.nodes()).isEmpty();
  }

  @Test
  void routesOfTheGatewayInAllForms() {
    Cluster cluster =
        Described.read(
            """
            apiVersion: podlane.dev/v1
            kind: ClusterNetwork
            metadata: {name: n}
            spec:
              gatewayRoutes:
              - 10.0.0.0/24 via 10.100.0.2
              - unicast default via 10.100.0.3 metric 100
              - {destination: 10.0.2.0/24, via: 10.100.0.4, metric: 5}
              - blackhole 10.0.3.0/24
              - {type: prohibit, to: 10.0.4.7}
            """);
    assertThat(cluster.problems()).isEmpty();
    assertThat(cluster.network().gatewayRoutes())
        .extracting(r -> r.type().text() + " " + r.destination() + " " + r.via() + " " + r.metric())
        .containsExactly(
            "unicast 10.0.0.0/24 10.100.0.2 0",
            "unicast 0.0.0.0/0 10.100.0.3 100",
            "unicast 10.0.2.0/24 10.100.0.4 5",
            "blackhole 10.0.3.0/24 null 0",
            "prohibit 10.0.4.7/32 null 0");
  }

  @Test
  void noRoutesAreNotTheSameAsRoutesLeftOut() {
    String network =
        "{apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: n}, spec: ";
    assertThat(Described.read(network + "{gatewayRoutes: []}}").network().gatewayRoutes())
        .isEmpty();
    assertThat(Described.read(network + "{gatewayRoutes: }}").network().gatewayRoutes()).isEmpty();
    assertThat(Described.read(network + "{mtu: 1400}}").network().gatewayRoutes()).isNull();
  }
}
