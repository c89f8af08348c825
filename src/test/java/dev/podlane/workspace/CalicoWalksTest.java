package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.cause.Causes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packets that Felix's chains drop name the policies behind them. */
class CalicoWalksTest {
  private static final String CLUSTER =
      """
      {apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec: {podNetwork:
       calico, podCIDR: 10.244.0.0/16, serviceCIDR: 10.96.0.0/16, nodeNetwork: {cidr:
       10.100.0.0/24}}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.244.1.0/24}, status:
       {addresses: [{type: InternalIP, address: 10.100.0.2}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: a, labels: {app: a}}, spec: {nodeName: n1,
       containers: [{name: c, ports: [{containerPort: 80}]}]}, status: {phase: Running, podIP:
       10.244.1.10, conditions: [{type: Ready, status: 'True'}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: b, labels: {app: b}}, spec: {nodeName: n1,
       containers: [{name: c, ports: [{containerPort: 80}]}]}, status: {phase: Running, podIP:
       10.244.1.11, conditions: [{type: Ready, status: 'True'}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: s}, spec: {clusterIP: 10.96.0.9, selector:
       {app: b}, ports: [{port: 8000, targetPort: 80}]}}
      ---
      """;

  private static final String NETWORK_POLICY =
      "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p}, spec: {%s}}";

  private static final String TIERED =
      "{apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata:"
          + " {name: p}, spec: {tier: Admin, priority: 5, subject: {namespaces: {}}, %s}}";

  private static final String CALICO =
      "{apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: {name: p}, spec: {%s}}";

  private static Workspace opened(String policy, String spec) {
    return Workspace.open("", CLUSTER + policy.formatted(spec));
  }

  private static Walked walk(Workspace workspace, String from, String to, int port) {
    return workspace
        .walk(List.of(new ProbeRequest(from, to, Protocol.TCP, port, 64, true, 0)))
        .get(0);
  }

  private static String told(Workspace workspace, Walked walked) {
    Cause cause = Causes.of(walked.trace()).orElseThrow();
    CauseOrigin origin = new CauseOrigins(workspace).of(walked, cause);
    String subject = PolicyFacts.of(workspace, cause).map(PolicyFacts::subject).orElse("no policy");
    return origin.code() + " " + origin.object() + " " + origin.path() + " " + subject;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'podSelector: {}'|b|80|policy.isolated NetworkPolicy default/p spec.podSelector default/b",
        "'podSelector: {matchLabels: {app: b}}, ingress: [{from: [{podSelector: {matchLabels: {app:"
            + " c}}}]}]'|b|80|policy.isolated NetworkPolicy default/p"
            + " spec.ingress[0].from[0].podSelector default/b",
        "'podSelector: {matchLabels: {app: b}}, ingress: [{ports: [{port: 8000}]}]'|s|8000"
            + "|policy.isolated NetworkPolicy default/p spec.ingress[0].ports[0].port default/b",
        "'podSelector: {matchLabels: {app: a}}, egress: [{ports: [{port: 81}]}]'|b|80"
            + "|policy.isolated NetworkPolicy default/p spec.egress[0].ports[0].port default/a",
      })
  void whatNoPolicyOfATierAllowsNamesTheNearestMiss(
      String spec, String to, int port, String expected) {
    Workspace workspace = opened(NETWORK_POLICY, spec);
    Walked walked = walk(workspace, "a", to, port);
    assertThat(walked.trace().outcome().result()).isEqualTo(Result.TIMEOUT);
    assertThat(told(workspace, walked)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'ingress: [{action: Pass, from: [{pods: {namespaceSelector: {}, podSelector: {matchLabels:"
            + " {app: z}}}}]}, {action: Deny, from: [{namespaces: {}}]}]'"
            + "|policy ClusterNetworkPolicy p spec.ingress[1].from[0].namespaces default/b",
        // Calico's own: it knows no nodes, and fails closed
        "'egress: [{action: Deny, to: [{nodes: {matchLabels: {no: such}}}]}]'"
            + "|policy ClusterNetworkPolicy p spec.egress[0] default/a",
      })
  void whatARuleOfATierDeniesNamesIt(String spec, String expected) {
    Workspace workspace = opened(TIERED, spec);
    Walked walked = walk(workspace, "a", "b", 80);
    assertThat(walked.trace().outcome().result()).isEqualTo(Result.TIMEOUT);
    assertThat(told(workspace, walked)).isEqualTo(expected);
  }

  @Test
  void aPodThatReachesItselfThroughItsServiceMeetsItsPolicies() {
    Workspace workspace = opened(NETWORK_POLICY, "podSelector: {}");
    Walked walked = walk(workspace, "b", "s", 8000);
    assertThat(walked.trace().outcome().result()).isEqualTo(Result.TIMEOUT);
    assertThat(told(workspace, walked))
        .isEqualTo("policy.isolated NetworkPolicy default/p spec.podSelector default/b");
  }

  @Test
  void whatPoliciesAllowIsDeliveredAndCertain() {
    Workspace workspace =
        opened(NETWORK_POLICY, "podSelector: {}, ingress: [{from: [{podSelector: {}}]}]");
    Walked walked = walk(workspace, "a", "s", 8000);
    assertThat(walked.trace().outcome().result()).isEqualTo(Result.DELIVERED);
    assertThat(walked.unsimulated()).isEmpty();
  }

  @Test
  void calicosOwnPoliciesStayUnknown() {
    Workspace workspace = opened(CALICO, "selector: all(), types: [Ingress]");
    assertThat(walk(workspace, "a", "b", 80).unsimulated())
        .extracting(each -> String.valueOf(each.object()))
        .containsExactly("NetworkPolicy default/p");
  }

  @Test
  void aPolicyThatTheApiServerWouldRefuseStaysUnknown() {
    Workspace workspace =
        opened(NETWORK_POLICY, "podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 1.2.3}}]}]");
    assertThat(walk(workspace, "a", "b", 80).unsimulated())
        .extracting(each -> String.valueOf(each.object()))
        .containsExactly("NetworkPolicy default/p");
  }
}
