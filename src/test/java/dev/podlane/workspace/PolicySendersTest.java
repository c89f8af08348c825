package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Protocol;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Senders that are no running pods: nodes by their other addresses, the outside, finished pods. */
final class PolicySendersTest {
  private static final String CLUSTER =
      """
      {apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: n}, spec: {podNetwork:
       NETWORK, policyEngine: on}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.244.1.0/24},
       status: {addresses: [{type: InternalIP, address: 192.168.5.1}]}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n2}, spec: {podCIDR: 10.244.2.0/24},
       status: {addresses: [{type: InternalIP, address: 192.168.5.2}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: db, namespace: x, labels: {app: db}},
       spec: {nodeName: n2, containers: [{name: c, ports: [{containerPort: 80}]}]},
       status: {phase: Running, podIP: 10.244.2.6}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: done, namespace: x},
       spec: {nodeName: n1, containers: [{name: c}]}, status: {phase: Succeeded, podIP: 10.244.1.9}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: db, namespace: x}, spec: {type: NodePort,
       clusterIP: 10.96.0.50, selector: {app: db}, ports: [{port: 80, nodePort: 30080}]}}
      ---
      POLICY
      """;

  private static final String BLOCK =
      """
      {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p, namespace: x},
       spec: {podSelector: {matchLabels: {app: db}}, ingress: [{from: [{ipBlock: {cidr: PEER}}]}]}}
      """;

  private static final String TIER =
      """
      {apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata: {name:
       t}, spec: {tier: Admin, priority: 1, subject: {namespaces: {}}, ingress: [{action: Deny, from:
       [{namespaces: {}}]}], egress: [{action: Deny, to: [{nodes: {}}]}]}}
      """;

  private static PolicyAnswer asked(
      String network, String policy, String from, String to, String port) {
    String documents = CLUSTER.replace("NETWORK", network).replace("POLICY", policy);
    Workspace workspace = Workspace.open("senders", documents);
    PolicyProbe probe = new PolicyProbe(from, to, Protocol.TCP, port, null);
    return Reachability.of(workspace).orElseThrow().answer(probe);
  }

  private static String word(PolicyAnswer answer) {
    return answer.verdict().name().toLowerCase(Locale.ROOT);
  }

  /** The bridge has the first address of the block, a tunnel of flannel the one before it. */
  @ParameterizedTest
  @CsvSource({
    "bridge, 10.244.2.1, 203.0.113.0/24, allow",
    "bridge, 10.244.1.1, 203.0.113.0/24, deny",
    "bridge, 10.244.1.1, 10.244.1.1/32, allow",
    "bridge, 10.244.2.77, 203.0.113.0/24, deny",
    "flannel-vxlan, 10.244.2.1, 203.0.113.0/24, allow",
    "flannel-vxlan, 10.244.2.0, 203.0.113.0/24, allow",
    "flannel-vxlan, 10.244.1.0, 10.244.1.0/32, allow",
    "flannel-vxlan, 10.244.1.0, 192.168.5.1/32, deny",
    "flannel-vxlan, node:n1, 10.244.1.0/32, allow",
    "flannel-vxlan, node:n1, 192.168.5.1/32, deny",
    "flannel-host-gw, node:n1, 192.168.5.1/32, allow",
  })
  void aNodeIsKnownByTheAddressesOfItsBridgeAndTunnel(
      String network, String from, String peer, String verdict) {
    PolicyAnswer answer = asked(network, BLOCK.replace("PEER", peer), from, "x/db", "80");
    assertThat(word(answer)).as(answer.toString()).isEqualTo(verdict);
  }

  @Test
  void aFinishedPodSendsNothing() {
    PolicyAnswer answer =
        asked("bridge", BLOCK.replace("PEER", "0.0.0.0/0"), "x/done", "x/db", "80");
    assertThat(word(answer)).isEqualTo("unknown");
    assertThat(answer.missing()).isEqualTo("pod-finished");
  }

  /** Ingress peers of tiers are pods, so they never mean what comes from outside (rule 114). */
  @ParameterizedTest
  @CsvSource({
    "ext:203.0.113.9, node:n1, 30080, allow",
    "ext:203.0.113.9, node:n2, 30080, allow",
    "ext:203.0.113.9, x/db, 80, allow",
    "node:n1, node:n2, 30080, allow",
    "x/db, node:n1, 30080, deny",
    "x/db, 203.0.113.9, 443, allow",
  })
  void tiersMeetWhatEntersByANodePort(String from, String to, String port, String verdict) {
    PolicyAnswer answer = asked("bridge", TIER, from, to, port);
    assertThat(word(answer)).as(answer.toString()).isEqualTo(verdict);
  }
}
