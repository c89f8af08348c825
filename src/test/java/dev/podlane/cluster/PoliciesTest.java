package dev.podlane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.NetworkPolicyRule;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.read.NotSimulated;
import dev.podlane.document.Limits;
import dev.podlane.document.redact.Redaction;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The policies that select a pod, and the rules of NetworkPolicies with every default filled in.
 */
final class PoliciesTest {
  private static final String PODS =
      """
      ---
      {apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {team: a}}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop, labels: {app: web}},
       spec: {containers: [{name: c}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: db, namespace: shop, labels: {app: db}},
       spec: {containers: [{name: c}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: other, labels: {app: web}},
       spec: {containers: [{name: c}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: host, namespace: shop, labels: {app: web}},
       spec: {hostNetwork: true, containers: [{name: c}]}}
      """;

  private static Cluster with(String version, String kind, String spec) {
    return Described.read(text(version, kind, spec), PODS);
  }

  private static String text(String version, String kind, String spec) {
    String name = kind.equals("BaselineAdminNetworkPolicy") ? "default" : "p"; // the only one
    return "{apiVersion: %s, kind: %s, metadata: {name: %s, namespace: shop}, spec: %s}"
        .formatted(version, kind, name, spec);
  }

  private static String selected(Cluster cluster, Direction direction) {
    return cluster.pods().stream()
        .filter(pod -> !cluster.selecting(pod, direction).isEmpty())
        .map(pod -> pod.ref().path())
        .collect(Collectors.joining(" "));
  }

  /** Rules 82, 83, 85, 103 and 136. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{podSelector: {}}|shop/web shop/db|''",
        "{podSelector: null, egress: []}|shop/web shop/db|''",
        "{podSelector: {matchLabels: {app: web}}, egress: [{}]}|shop/web|shop/web",
        "{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]}|''|shop/web",
        "{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [web]}]}}|shop/db|''"
      })
  void networkPoliciesSelectPodsOfTheirNamespace(String spec, String ingress, String egress) {
    Cluster cluster = with("networking.k8s.io/v1", "NetworkPolicy", spec);
    assertThat(selected(cluster, Direction.INGRESS)).isEqualTo(ingress);
    assertThat(selected(cluster, Direction.EGRESS)).isEqualTo(egress);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "security.istio.io/v1|AuthorizationPolicy|{selector: {matchLabels: {app: web}}}|shop/web",
        "security.istio.io/v1|AuthorizationPolicy|{}|shop/web shop/db",
        "security.istio.io/v1|AuthorizationPolicy|{action: AUDIT}|''",
        "security.istio.io/v1|PeerAuthentication|{mtls: {mode: STRICT}}|shop/web shop/db",
        "security.istio.io/v1|PeerAuthentication|{mtls: {mode: PERMISSIVE}}|''",
        "policy.linkerd.io/v1beta3|Server|{podSelector: {matchLabels: {app: db}}}|shop/db",
        "kuma.io/v1alpha1|MeshTrafficPermission|{targetRef: {kind: Mesh}}|shop/web shop/db"
            + " other/web",
        "vpcresources.k8s.aws/v1beta1|SecurityGroupPolicy|{podSelector: {matchLabels: {app:"
            + " web}}}|shop/web",
        "cilium.io/v2|CiliumNetworkPolicy|{endpointSelector: {matchLabels: {app: web}}, ingress:"
            + " [{}]}|shop/web",
        "policy.networking.k8s.io/v1alpha1|AdminNetworkPolicy|{priority: 5, subject: {namespaces:"
            + " {matchLabels: {team: a}}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]}|"
            + "shop/web shop/db",
        "policy.networking.k8s.io/v1alpha1|BaselineAdminNetworkPolicy|{subject: {pods:"
            + " {namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}}, ingress:"
            + " [{action: Deny, from: [{namespaces: {}}]}]}|shop/web other/web",
        "policy.networking.k8s.io/v1alpha2|ClusterNetworkPolicy|{tier: Admin, priority: 5,"
            + " subject: {namespaces: {}}}|''",
        "crd.projectcalico.org/v1|NetworkPolicy|{selector: app == 'web'}|shop/web",
        "projectcalico.org/v3|GlobalNetworkPolicy|{selector: 'has(app) && app != \"db\"',"
            + " types: [Ingress]}|shop/web other/web",
        "projectcalico.org/v3|GlobalNetworkPolicy|{namespaceSelector: team == 'a', selector:"
            + " 'app in {\"db\", \"x\"}'}|shop/db",
        "projectcalico.org/v3|GlobalNetworkPolicy|{selector: '!(a == \"b\")'}|"
            + "shop/web shop/db other/web",
        "projectcalico.org/v3|GlobalNetworkPolicy|{selector: all(), types: [Egress]}|''",
        "cilium.io/v2|CiliumNetworkPolicy|{endpointSelector: {matchLabels: {'k8s:app': web}},"
            + " ingress: [{}]}|shop/web",
        "cilium.io/v2|CiliumNetworkPolicy|{endpointSelector: {matchLabels:"
            + " {'k8s:io.kubernetes.pod.namespace': x}}, ingressDeny: [{}]}|shop/web shop/db",
        "cilium.io/v2|CiliumClusterwideNetworkPolicy|{nodeSelector: {}, ingress: [{}]}|''",
        "crd.antrea.io/v1beta1|ClusterNetworkPolicy|{appliedTo: [{podSelector: {}}], ingress:"
            + " [{}]}|shop/web shop/db other/web"
      })
  void policiesOfOtherApisSelectOrMaySelect(
      String version, String kind, String spec, String ingress) {
    Cluster cluster = with(version, kind, spec);
    assertThat(selected(cluster, Direction.INGRESS)).isEqualTo(ingress);
    assertThat(cluster.notSimulated().policies().all()).hasSize(1);
    // what walks meet is not named among the unused
    boolean isMet = version.startsWith("policy.networking.k8s.io/");
    assertThat(cluster.problems())
        .extracting(p -> p.code())
        .isEqualTo(isMet ? List.of() : List.of("kind.unused"));
    String kept = Redaction.redact("f", text(version, kind, spec), Limits.DEFAULT).text();
    assertThat(selected(Described.read(kept, PODS), Direction.INGRESS)).isEqualTo(ingress);
  }

  /** Rules 89 to 91, 94, 97 to 99. */
  @Test
  void rulesAreReadWhole() {
    Cluster cluster =
        with(
            "networking.k8s.io/v1",
            "NetworkPolicy",
            "{podSelector: {}, ingress: [{from: [{podSelector: {}, namespaceSelector: {}},"
                + " {ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}, {namespaceSelector:"
                + " {matchLabels: {a: b}}}], ports: [{}, {protocol: UDP, port: dns}, {port: 80,"
                + " endPort: 90}]}, {}, {from: [], ports: []}, {from: null}], egress: [{to:"
                + " [{ipBlock: {cidr: '::/0'}}]}]}");
    NetworkPolicy policy = (NetworkPolicy) cluster.notSimulated().policies().all().get(0);
    assertThat(policy.valid()).isTrue();
    assertThat(policy.directions()).isEqualTo(Set.of(Direction.INGRESS, Direction.EGRESS));
    NetworkPolicyRule rule = policy.ingress().get(0);
    assertThat(rule.peers().get(0))
        .isInstanceOfSatisfying(
            NetworkPolicyRule.Pods.class,
            pods -> {
              assertThat(pods.path()).isEqualTo("spec.ingress[0].from[0]");
              assertThat(pods.pods()).isNotNull();
              assertThat(pods.namespaces()).isNotNull();
            });
    assertThat(rule.peers().get(1))
        .hasToString("Block[path=spec.ingress[0].from[1], cidr=10.0.0.0/8, except=[10.1.0.0/16]]");
    assertThat(rule.peers().get(2))
        .isInstanceOfSatisfying(
            NetworkPolicyRule.Pods.class, pods -> assertThat(pods.pods()).isNull());
    assertThat(rule.ports())
        .extracting(p -> p.protocol() + " " + p.first() + "-" + p.last() + " " + p.name())
        .containsExactly("TCP 0-0 ", "UDP 0-0 dns", "TCP 80-90 ");
    assertThat(policy.ingress()).hasSize(4);
    assertThat(policy.ingress().subList(1, 4))
        .allMatch(each -> each.peers().isEmpty() && each.ports().isEmpty());
    assertThat(policy.egress().get(0).peers().get(0).path()).isEqualTo("spec.egress[0].to[0]");
  }

  /** Rule 107; a rule that cannot be read must not turn into one that allows everything. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{from: [{}]}|policy.peer-empty spec.ingress[0].from[0]",
        "{from: [{podSelector: {}, ipBlock: {cidr: 10.0.0.0/8}}]}|"
            + "policy.peer-mixed spec.ingress[0].from[0]",
        "{from: [{ipBlock: {cidr: 10.0.0.0/33}}]}|cidr.invalid"
            + " spec.ingress[0].from[0].ipBlock.cidr",
        "{ports: [{port: 70000}]}|port.range spec.ingress[0].ports[0].port",
        "{ports: [{port: web, endPort: 90}]}|policy.end-port spec.ingress[0].ports[0].endPort",
        "{ports: [{port: 90, endPort: 80}]}|policy.end-port spec.ingress[0].ports[0].endPort",
        "{from: all}|field.not-list spec.ingress[0].from"
      })
  void whatTheApiServerRefusesIsSaid(String rule, String problem) {
    Cluster cluster =
        with("networking.k8s.io/v1", "NetworkPolicy", "{podSelector: {}, ingress: [" + rule + "]}");
    assertThat(cluster.problems())
        .extracting(p -> p.code() + " " + p.place().path())
        .contains(problem);
    NetworkPolicy policy = (NetworkPolicy) cluster.notSimulated().policies().all().get(0);
    assertThat(policy.valid()).isFalse();
    assertThat(policy.ingress()).isEmpty();
  }

  @Test
  void otherRefusalsAreSaidToo() {
    Cluster cluster =
        with(
            "networking.k8s.io/v1",
            "NetworkPolicy",
            "{podSelector: {}, policyTypes: [ingress], ingress: [{from: [{ipBlock: {cidr:"
                + " 10.0.0.0/16, except: [10.0.0.0/16]}}]}]}");
    assertThat(cluster.problems())
        .extracting(p -> p.code() + " " + p.args())
        .contains("policy.type [ingress]", "policy.except [10.0.0.0/16, 10.0.0.0/16]");
  }

  /** Kinds that can change a walk are there, each with its place. */
  @Test
  void furtherKindsAreNamed() {
    Cluster cluster =
        Described.read(
            "{apiVersion: gateway.networking.k8s.io/v1, kind: TLSRoute, metadata: {name: t}}",
            "---",
            "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: r}}",
            "---",
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}}",
            "---",
            "{apiVersion: example.com/v1, kind: Service, metadata: {name: x}}");
    NotSimulated kept = cluster.notSimulated();
    assertThat(kept.others())
        .extracting(each -> each.ref() + " " + each.place().line())
        .containsExactly("TLSRoute default/t 1", "VirtualService r 3");
    assertThat(kept.counts()).hasToString("{TLSRoute=1, VirtualService=1}");
    assertThat(kept.withoutEffect()).hasToString("{ConfigMap=1}");
    assertThat(kept.unknown()).hasToString("{Service.example.com=1}");
    assertThat(cluster.services().all()).isEmpty();
  }

  @Test
  void policiesAreNamedByTheirObjects() {
    Cluster cluster = with("networking.k8s.io/v1", "NetworkPolicy", "{podSelector: {}}");
    assertThat(cluster.selecting(cluster.pods().get(0), Direction.INGRESS))
        .extracting(Policy::ref)
        .hasToString("[NetworkPolicy shop/p]");
  }
}
