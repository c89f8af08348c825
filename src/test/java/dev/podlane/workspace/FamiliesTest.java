package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Pod;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Outcome.Result;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IPv6 addresses are not walked: nothing is invented in their place, and all of it is said. */
class FamiliesTest {
  private static final String TEXT =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: n1}
      spec: {podCIDR: 10.1.1.0/24, podCIDRs: [10.1.1.0/24, 'fd00:1::/64']}
      status: {addresses: [{type: InternalIP, address: 192.168.1.11}]}
      ---
      apiVersion: v1
      kind: Node
      metadata: {name: n6}
      spec: {podCIDR: 'fd00:6::/64'}
      status: {addresses: [{type: InternalIP, address: 'fd00::6'}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {nodeName: n1, containers: [{name: c, ports: [{containerPort: 80}]}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: six}
      spec: {nodeName: n1, containers: [{name: c, ports: [{containerPort: 80}]}]}
      status: {phase: Running, podIP: 'fd00:1::5', podIPs: [{ip: 'fd00:1::5'}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: dual}
      spec: {nodeName: n1, containers: [{name: c, ports: [{containerPort: 80}]}]}
      status: {phase: Running, podIP: 10.1.1.9, podIPs: [{ip: 10.1.1.9}, {ip: 'fd00:1::9'}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: agent}
      spec: {nodeName: n6, hostNetwork: true, containers: [{name: c}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: new}
      spec: {nodeName: n6, containers: [{name: c}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: of-six}
      spec: {ipFamilies: [IPv6], ports: [{port: 80}]}
      """;

  private final Workspace opened = Workspace.open("", TEXT);

  @ParameterizedTest
  @CsvSource({
    "a, six, UNKNOWN",
    "six, a, UNKNOWN",
    "a, agent, UNKNOWN",
    "agent, a, UNKNOWN",
    "a, new, UNKNOWN",
    "a, n6, UNKNOWN",
    "n6, a, UNKNOWN",
    "a, dual, DELIVERED",
    "dual, n1, DELIVERED"
  })
  void aWalkIsUnknownWhereThereIsNoIpv4(String from, String to, Result result) {
    ProbeRequest ping = new ProbeRequest(from, to, Protocol.ICMP, null, 64, true, 0);
    assertThat(opened.walk(List.of(ping)).get(0).trace().outcome().result()).isEqualTo(result);
  }

  /** Not even the sender itself, which an address that is missing would mean to connect(). */
  @Test
  void aServiceOfIpv6LeadsNowhereElse() {
    ProbeRequest call = new ProbeRequest("a", "svc:of-six", Protocol.TCP, 80, 64, true, 0);
    assertThat(opened.walk(List.of(call)).get(0).trace().outcome().result())
        .isEqualTo(Result.UNKNOWN);
  }

  @Test
  void nothingIsInventedAndAllIsSaid() {
    var cluster = opened.cluster().orElseThrow();
    assertThat(cluster.pods()).extracting(Pod::name).contains("six", "agent");
    assertThat(cluster.pods())
        .filteredOn(pod -> List.of("six", "agent", "new").contains(pod.name()))
        .allMatch(pod -> pod.podIp() == null);
    assertThat(cluster.nodes())
        .filteredOn(node -> node.name().equals("n6"))
        .allMatch(node -> node.internalIp() == null && node.podCidr() == null);
    assertThat(cluster.problems())
        .extracting(problem -> problem.code() + " " + problem.args())
        .containsExactlyInAnyOrder(
            "node.only-v6 []",
            "node.block-only-v6 []",
            "pod.only-v6 [default/six, fd00:1::5]",
            "pod.only-v6 [default/agent, fd00::6]",
            "cluster.dual-stack [1, 1]");
  }

  @Test
  void aNodeKnownByItsPodsAloneGetsNoInventedAddress() {
    var cluster =
        Workspace.open(
                "",
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: six}
                spec: {nodeName: w, containers: [{name: c}]}
                status: {phase: Running, podIP: 'fd00:1::5', hostIP: 'fd00::6'}
                """)
            .cluster()
            .orElseThrow();
    assertThat(cluster.nodes()).allMatch(node -> node.isOnlyV6() && node.internalIp() == null);
  }
}
