package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Protocol;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies see the packet behind DNAT, and on other nodes behind the SNAT of the first. */
final class PolicyBehindNatTest {
  private static final String CLUSTER =
      """
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n1},
       spec: {podCIDR: 10.244.1.0/24},
       status: {addresses: [{type: InternalIP, address: 192.168.5.1}]}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n2},
       spec: {podCIDR: 10.244.2.0/24},
       status: {addresses: [{type: InternalIP, address: 192.168.5.2}]}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n3},
       spec: {podCIDR: 10.244.3.0/24},
       status: {addresses: [{type: InternalIP, address: 192.168.5.3}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: x, labels: {app: web}},
       spec: {nodeName: n1, containers: [{name: c}]},
       status: {phase: Running, podIP: 10.244.1.5,
        conditions: [{type: Ready, status: 'True'}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: near, namespace: x, labels: {app: web}},
       spec: {nodeName: n2, containers: [{name: c}]},
       status: {phase: Running, podIP: 10.244.2.5,
        conditions: [{type: Ready, status: 'True'}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: db, namespace: x, labels: {app: db}},
       spec: {nodeName: n2, containers: [{name: c, ports: [{containerPort: 80, hostPort: 8080}]}]},
       status: {phase: Running, podIP: 10.244.2.6,
        conditions: [{type: Ready, status: 'True'}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: db, namespace: x},
       spec: {type: LoadBalancer, clusterIP: 10.96.0.50, selector: {app: db}, TRAFFIC
        ports: [{port: 80, nodePort: 30080}]},
       status: {loadBalancer: {ingress: [{ip: 198.51.100.9}]}}}
      ---
      {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p, namespace: x},
       spec: {podSelector: {matchLabels: {app: db}}, ingress: [{from: [PEER]}]}}
      ---
      {apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: n},
       spec: {masqueradeAll: ALL}}
      """;

  private static final String POD = "podSelector: {matchLabels: {app: web}}";

  private static String verdict(
      String policy, boolean all, String peer, String from, String to, String port) {
    String documents =
        CLUSTER
            .replace("TRAFFIC", "externalTrafficPolicy: " + policy + ",")
            .replace("PEER", "{" + peer + "}")
            .replace("ALL", "" + all);
    Workspace workspace = Workspace.open("nat", documents);
    PolicyProbe probe = new PolicyProbe(from, to, Protocol.TCP, port, null);
    return Reachability.of(workspace)
        .orElseThrow()
        .answer(probe)
        .verdict()
        .name()
        .toLowerCase(Locale.ROOT);
  }

  /** The number of the rule stands first. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "64|Cluster|x/web|svc:x/db|80|allow",
        "37|Cluster|x/web|lb:x/db|80|deny",
        "37|Cluster|x/web|198.51.100.9|80|deny",
        "96|Cluster|x/near|lb:x/db|80|allow",
        "36|Local|x/web|lb:x/db|80|allow",
        "37|Cluster|x/web|node:n1|30080|deny",
        "36|Local|x/web|node:n1|30080|allow",
        "22|Cluster|x/web|node:n2|30080|deny",
        "37|Cluster|x/web|node:n3|30080|deny",
        "96|Cluster|x/near|node:n2|30080|allow",
        "19|Cluster|x/near|node:n2|8080|allow",
        "22|Cluster|x/web|node:n2|8080|deny",
        "19|Cluster|203.0.113.9|node:n2|8080|deny",
        "19|Cluster|203.0.113.9|node:n1|8080|allow",
      })
  void podsAreKnownByTheirLabelsUntilTheyAreMasqueraded(
      String rule, String policy, String from, String to, String port, String expected) {
    assertThat(verdict(policy, false, POD, from, to, port)).as("rule " + rule).isEqualTo(expected);
  }

  /** Blocks match the address that the enforcing node sees. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "37|192.168.5.1/32|x/web|lb:x/db|80|allow",
        "37|10.244.1.5/32|x/web|lb:x/db|80|deny",
        "19|203.0.113.0/24|203.0.113.9|node:n2|8080|allow",
        "96|203.0.113.0/24|203.0.113.9|node:n1|30080|deny",
        "96|203.0.113.0/24|203.0.113.9|lb:x/db|80|mixed",
      })
  void blocksMatchWhatTheEnforcingNodeSees(
      String rule, String cidr, String from, String to, String port, String expected) {
    String peer = "ipBlock: {cidr: " + cidr + "}";
    assertThat(verdict("Cluster", false, peer, from, to, port))
        .as("rule " + rule)
        .isEqualTo(expected);
  }

  /** Rule 64e: with masqueradeAll no other node knows the pod behind a cluster IP. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"true|x/web|deny", "true|x/near|allow", "false|x/web|allow"})
  void masqueradeAllHidesPodsFromOtherNodes(boolean all, String from, String expected) {
    assertThat(verdict("Cluster", all, POD, from, "svc:x/db", "80")).isEqualTo(expected);
  }
}
