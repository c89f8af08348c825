package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.cause.Causes;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts that are read, not simulated and influence a walk make it unknown, and no other walk. */
class InfluencesTest {
  private static final String CLUSTER =
      """
      apiVersion: v1
      kind: List
      items:
      - {apiVersion: v1, kind: Node, metadata: {name: n1, labels: {role: db}}, spec: {podCIDR: 10.1.1.0/24},
        status: {addresses: [{type: InternalIP, address: 192.168.1.11}]}}
      - {apiVersion: v1, kind: Node, metadata: {name: n2}, spec: {podCIDR: 10.1.2.0/24},
        status: {addresses: [{type: InternalIP, address: 192.168.1.12}]}}
      - {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {nodeName: n1, containers: [{name: c, ports: [{containerPort: 80}]}]}}
      - {apiVersion: v1, kind: Pod, metadata: {name: b}, spec: {nodeName: n2, containers: [{name: c, ports: [{containerPort: 80}]}]}}
      - {apiVersion: v1, kind: Pod, metadata: {name: c}, spec: {nodeName: n1, containers: [{name: c, ports: [{containerPort: 80}]}]}}
      - {apiVersion: v1, kind: Pod, metadata: {name: agent}, spec: {nodeName: n1, hostNetwork: true, containers: [{name: c, ports: [{containerPort: 10250}]}]}}
      ---
      """;

  static String told(String document, String from, String to, int port) {
    Walked walked = walked(document, from, to, port);
    assertThat(walked.trace().outcome().result()).isEqualTo(Result.DELIVERED);
    return told(walked);
  }

  private static Walked walked(String document, String from, String to, int port) {
    return walked(Workspace.open("", CLUSTER + document), from, to, port);
  }

  private static Walked walked(Workspace opened, String from, String to, int port) {
    ProbeRequest probe = new ProbeRequest(from, to, Protocol.TCP, port, 64, true, 0);
    return opened.walk(List.of(probe)).get(0);
  }

  private static String told(Walked walked) {
    return walked.unsimulated().stream()
        .map(each -> each.effect() + " " + each.object() + " " + each.path())
        .collect(Collectors.joining(", "));
  }

  private static final String HOST =
      "{apiVersion: crd.projectcalico.org/v1, kind: HostEndpoint, metadata: {name: h}, spec: {node:"
          + " n1, interfaceName: ";
  private static final String POLICY =
      "\n---\n{apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: {name: g},"
          + " spec: {selector: role == 'x', applyOnForward: true, types: [Ingress]}}";

  @ParameterizedTest
  @CsvSource({
    "b, agent, 10250, eth0, NODE_FIREWALL",
    "b, node:n1, 10250, eth0, NODE_FIREWALL",
    "a, node:n1, 10250, eth0, ''",
    "a, node:n1, 10250, '*', NODE_FIREWALL",
    "n1, b, 80, eth0, NODE_FIREWALL",
    "n2, b, 80, eth0, ''",
    "a, b, 80, eth0, ''",
    "a, c, 80, '*', ''",
  })
  void aHostEndpointDecidesAboutItsNodesOwnPackets(
      String from, String to, int port, String device, String effect) {
    String told = told(HOST + "'" + device + "'}}", from, to, port);
    if (effect.isEmpty()) {
      assertThat(told).isEmpty();
    } else {
      assertThat(told).startsWith(effect).contains("HostEndpoint h").endsWith("spec.node");
    }
  }

  @Test
  void aPolicyOnForwardCountsWhereThereIsAHostEndpoint() {
    assertThat(told(HOST + "eth0}}" + POLICY, "a", "b", 80)).contains("spec.applyOnForward");
    assertThat(told(HOST + "eth0}}" + POLICY, "n2", "b", 80)).isEmpty();
    assertThat(told(POLICY, "a", "b", 80)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "projectcalico.org/v3|FelixConfiguration|defaultEndpointToHostAction: Drop|a|node:n1|10250|"
            + "NODE_FIREWALL",
        "projectcalico.org/v3|FelixConfiguration|defaultEndpointToHostAction:"
            + " Drop|b|node:n1|10250|",
        "projectcalico.org/v3|FelixConfiguration|defaultEndpointToHostAction: Accept|a|node:n1|"
            + "10250|",
        "projectcalico.org/v3|IPPool|cidr: 10.1.0.0/16, ipipMode: Always|a|b|80|",
        "projectcalico.org/v3|IPPool|cidr: 10.1.0.0/16, vxlanMode: Always|a|b|80|",
        "projectcalico.org/v3|IPPool|cidr: 10.1.0.0/16, ipipMode: Always|a|c|80|",
        "projectcalico.org/v3|IPPool|cidr: 10.1.0.0/16, ipipMode: Always|n1|b|80|",
        "projectcalico.org/v3|IPPool|cidr: 10.9.0.0/16, ipipMode: Always|a|b|80|",
        "projectcalico.org/v3|IPPool|cidr: 10.1.0.0/16, ipipMode: Never|a|b|80|",
        "cilium.io/v2|CiliumClusterwideNetworkPolicy|nodeSelector: {matchLabels: {role: db}},"
            + " ingress: []|b|agent|10250|NODE_FIREWALL",
        "cilium.io/v2|CiliumClusterwideNetworkPolicy|nodeSelector: {matchLabels: {role: db}},"
            + " ingress: []|a|b|80|",
        "cilium.io/v2|CiliumClusterwideNetworkPolicy|nodeSelector: {matchLabels: {role: web}},"
            + " ingress: []|b|agent|10250|",
        "cilium.io/v2|CiliumLocalRedirectPolicy|redirectFrontend: {addressMatcher: {ip: 10.1.2.2,"
            + " toPorts: [{port: '80', protocol: TCP}]}}|a|b|80|REDIRECT",
        "cilium.io/v2|CiliumLocalRedirectPolicy|redirectFrontend: {addressMatcher: {ip: 10.1.2.2,"
            + " toPorts: [{port: '81', protocol: TCP}]}}|a|b|80|",
        "network.openshift.io/v1|EgressNetworkPolicy|egress: [{type: Deny, to: {cidrSelector:"
            + " 0.0.0.0/0}}]|a|node:n1|10250|EGRESS",
        "k8s.ovn.org/v1|EgressFirewall|egress: [{type: Deny, to: {cidrSelector: 192.168.0.0/16}}]|"
            + "a|node:n1|10250|EGRESS",
        "k8s.ovn.org/v1|EgressFirewall|egress: [{type: Deny, to: {cidrSelector:"
            + " 0.0.0.0/0}}]|a|b|80|",
        "k8s.ovn.org/v1|EgressFirewall|egress: [{type: Allow, to: {cidrSelector: 0.0.0.0/0}}]|a|"
            + "node:n1|10250|",
        "networking.gke.io/v1alpha1|FQDNNetworkPolicy|podSelector: {}, egress: []|a|b|80|EGRESS",
        "networking.gke.io/v1alpha1|FQDNNetworkPolicy|podSelector: {matchLabels: {x: y}}|a|b|80|",
      })
  void objectsOfPluginsCountForTheWalksTheyDecideAbout(
      String version, String kind, String spec, String from, String to, int port, String effect) {
    String metadata =
        kind.matches("Egress.*|FQDN.*|.*Redirect.*")
            ? "{name: o, namespace: default}"
            : "{name: o}";
    String told =
        told(
            "{apiVersion: "
                + version
                + ", kind: "
                + kind
                + ", metadata: "
                + metadata
                + ", spec: {"
                + spec
                + "}}",
            from,
            to,
            port);
    if (effect == null) {
      assertThat(told).isEmpty();
    } else {
      assertThat(told).startsWith(effect + " ").contains(kind);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nodesDown: [n2]|a|b|80|SETTING",
        "nodesDown: [n2]|a|c|80|",
        "nodesDown: []|a|b|80|",
        "podNetwork: weave|a|b|80|POD_NETWORK",
        "podNetwork: aws|a|c|80|",
        "podNetwork: calico|a|b|80|",
        "podNetwork: {kind: flannel-vxlan}|n1|b|80|",
        "podNetwork: cilium|n2|agent|10250|",
        "podNetwork: bridge|a|b|80|",
        "policyEngine: calico|a|b|80|",
        "foo: 1|a|b|80|",
      })
  void aSettingThatIsNotSimulatedCountsForTheWalksItConcerns(
      String spec, String from, String to, int port, String effect) {
    String told = told(network(spec), from, to, port);
    if (effect == null) {
      assertThat(told).isEmpty();
    } else {
      assertThat(told)
          .isEqualTo(effect + " ClusterNetwork x spec." + spec.substring(0, spec.indexOf(':')));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "podNetwork: {kind: cilium}|n1|b",
        "podNetwork: cilium|a|c",
        "podNetwork: antrea|a|b",
        "podNetwork: aws|a|b",
      })
  void whatThePluginItselfDecidesIsNamedWhereverThePacketIsLost(
      String spec, String from, String to) {
    Walked walked = walked(network(spec), from, to, 80);
    assertThat(walked.trace().outcome().result()).isNotEqualTo(Result.DELIVERED);
    assertThat(told(walked)).isEqualTo("POD_NETWORK ClusterNetwork x spec.podNetwork");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mtu: 1500|TIMEOUT|policy.isolated",
        "podNetwork: bridge|DELIVERED|''",
        "podNetwork: bridge, policyEngine: on|TIMEOUT|policy.isolated",
        "podNetwork: flannel-vxlan|DELIVERED|''",
        "podNetwork: cni-bridge|DELIVERED|''",
        "podNetwork: kindnet|TIMEOUT|policy.isolated",
        "podNetwork: kindnet, policyEngine: aws|DELIVERED|INGRESS NetworkPolicy default/p"
            + " spec.podSelector",
        "podNetwork: flannel-vxlan, policyEngine: on|TIMEOUT|policy.isolated",
        "podNetwork: calico|TIMEOUT|policy.isolated",
        "podNetwork: flannel-vxlan, policyEngine: calico|DELIVERED|INGRESS NetworkPolicy default/p"
            + " spec.podSelector",
        "podNetwork: calico, policyEngine: none|DELIVERED|''",
        "podNetwork: calico, policyEngine: kube-network-policies|TIMEOUT|policy.isolated",
      })
  void aPolicyCountsWhereSomethingEnforcesIt(String spec, Result result, String by) {
    String policy =
        "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p}, spec:"
            + " {podSelector: {}, ingress: []}}\n---\n";
    Workspace opened = Workspace.open("", CLUSTER + policy + network(spec));
    Walked walked = walked(opened, "a", "b", 80);
    assertThat(walked.trace().outcome().result()).isEqualTo(result);
    String code =
        Causes.of(walked.trace())
            .map(cause -> new CauseOrigins(opened).of(walked, cause).code())
            .orElseGet(() -> told(walked));
    assertThat(code).isEqualTo(by);
  }

  private static String network(String spec) {
    return "{apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: x}, spec: {"
        + spec
        + "}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "podnetwork: bridge|field.spelling [podnetwork, podNetwork]",
        "podNetwrok: bridge|field.spelling [podNetwrok, podNetwork]",
        "nodeNetwork: {gatway: 192.168.1.1}|field.spelling [gatway, gateway]",
        "foo: 1|network.unknown-field [foo]",
        "policyEngine: none|''",
        "policyEngine: calico|''",
        "policyEngine: felix|network.policy-engine [felix]",
        "kubernetesVersion: new|network.version [new]",
        "proxyMode: fast|network.proxy-mode [fast]",
        "kubernetesVersion: '1.30', proxyMode: nftables|''",
        "nodesDown: [n9]|network.not-simulated [nodesDown], network.node-down-unknown [n9]",
        "podNetwork: calicoo|network.pod-network [calicoo]",
        "mtu: 1400|''",
      })
  void everyFieldThatIsNotSimulatedIsNamed(String spec, String problems) {
    var cluster = Workspace.open("", CLUSTER + network(spec)).cluster().orElseThrow();
    assertThat(
            cluster.problems().stream()
                .map(each -> each.code() + " " + each.args())
                .collect(Collectors.joining(", ")))
        .isEqualTo(problems.replace("''", ""));
    String kind = cluster.assumptions().stream().map(each -> each.code()).toList().toString();
    boolean instead = spec.startsWith("podNetwork: calicoo");
    assertThat(kind.contains("network.pod-network-instead")).isEqualTo(instead);
    assertThat(kind.contains("network.pod-network,")).isNotEqualTo(instead);
  }
}
