package dev.podlane.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.finding.found.Mend;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.workspace.PolicyAnswer.Verdict;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.Workspace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Explanations: every change that is proposed lets the packet through. */
final class ReasoningTest {
  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.244.1.0/24}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n2}, spec: {podCIDR: 10.244.2.0/24}}
      ---
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 1,
       selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}},
       spec: {nodeName: n1, containers: [{name: c}]}}}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: job, namespace: other, labels: {app: job}},
       spec: {nodeName: n1, containers: [{name: c}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: db, labels: {app: db}},
       spec: {nodeName: n2, containers: [{name: c, ports: [{containerPort: 5432}, {containerPort: 80}]}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: db}, spec: {selector: {app: bd},
       ports: [{port: 5432}]}}
      """;

  private static Why why(String documents, String from, String to, int port) {
    Workspace workspace = Workspace.open("f", CLUSTER + "---\n" + documents);
    ProbeRequest probe = new ProbeRequest(from, to, Protocol.TCP, port, 64, true, 0);
    return Reasoning.of(workspace, probe, () -> true);
  }

  private static String policy(String name, String spec) {
    return "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: "
        + name
        + "}, spec: {"
        + spec
        + "}}\n---\n";
  }

  private static String told(Mend mend) {
    return mend instanceof Mend.Field field
        ? field.object() + " " + field.path() + " " + field.json()
        : ((Mend.Manifest) mend).text();
  }

  private static Result after(Why.Remedy remedy) {
    return remedy.after().walked().trace().outcome().result();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels:"
            + " {access: db}}}]}]|5432|Deployment default/web spec.template.metadata.labels"
            + " {\"app\": \"web\", \"access\": \"db\"}",
        "podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels:"
            + " {app: api}}}]}]|5432|NetworkPolicy default/p spec.ingress[0].from"
            + " [{\"podSelector\": {\"matchLabels\": {\"app\": \"api\"}}}, {\"podSelector\":"
            + " {\"matchLabels\": {\"app\": \"web\"}}}]",
        "podSelector: {matchLabels: {app: db}}, ingress: [{ports: [{port: 5432}]}]|80|NetworkPolicy"
            + " default/p spec.ingress[0].ports [{\"port\": 5432}, {\"protocol\": \"TCP\","
            + " \"port\": 80}]",
        "podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/24}}]}]"
            + "|5432|NetworkPolicy default/p spec.egress[0].to [{\"ipBlock\": {\"cidr\":"
            + " \"10.0.0.0/24\"}}, {\"podSelector\": {\"matchLabels\": {\"app\": \"db\"}}}]",
      })
  void theSmallestChangeComesFirst(String spec, int port, String wanted) {
    Why why = why(policy("p", spec), "web", "db", port);

    assertThat(why.policies()).isNotNull();
    assertThat(why.policies().verdict()).isEqualTo(Verdict.DENY);
    assertThat(why.remedies()).isNotEmpty();
    assertThat(why.remedies().get(0).edits())
        .extracting(ReasoningTest::told)
        .containsExactly(wanted);
    assertThat(why.remedies()).allMatch(each -> after(each) == Result.DELIVERED);
    assertThat(why.untried()).isZero();
  }

  @Test
  void aPodOfNoWorkloadMayGetAnotherLabel() {
    String api =
        "podSelector: {matchLabels: {app: db}}, ingress: [{from: [{namespaceSelector: {},"
            + " podSelector: {matchLabels: {app: api}}}]}]";

    assertThat(why(policy("p", api), "other/job", "db", 80).remedies())
        .extracting(each -> told(each.edits().get(0)))
        .contains("Pod other/job metadata.labels {\"app\": \"api\"}");
    assertThat(why(policy("p", api), "web", "db", 80).remedies())
        .extracting(each -> told(each.edits().get(0)))
        .noneMatch(each -> each.startsWith("Deployment"));
  }

  @Test
  void aDenyingPolicyIsLeftAsItIsAndAnotherAdded() {
    Why why = why(policy("deny", "podSelector: {}, policyTypes: [Ingress]"), "other/job", "db", 80);

    assertThat(why.remedies()).hasSize(1);
    assertThat(told(why.remedies().get(0).edits().get(0)))
        .contains("\"name\": \"allow-to-db\"", "kubernetes.io/metadata.name\": \"other")
        .contains("\"port\": 80");
    assertThat(after(why.remedies().get(0))).isEqualTo(Result.DELIVERED);
  }

  @Test
  void bothDirectionsMayNeedAChange() {
    Why why =
        why(policy("deny", "podSelector: {}, policyTypes: [Ingress, Egress]"), "web", "db", 80);

    assertThat(why.remedies()).hasSize(1);
    assertThat(why.remedies().get(0).edits()).hasSize(2);
    assertThat(after(why.remedies().get(0))).isEqualTo(Result.DELIVERED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v1alpha2|ClusterNetworkPolicy|tier: Admin, priority: 5, subject: {namespaces: {}},"
            + " ingress: [{action: Deny, from: [{namespaces: {}}]}]|Accept",
        "v1alpha1|AdminNetworkPolicy|priority: 5, subject: {namespaces: {}}, ingress: [{action:"
            + " Deny, from: [{namespaces: {}}]}]|Allow",
      })
  void aRuleBeforeTheOneThatDenies(String version, String kind, String spec, String action) {
    String policy =
        "{apiVersion: policy.networking.k8s.io/%s, kind: %s, metadata: {name: t}, spec: {%s}}";
    Why why = why(policy.formatted(version, kind, spec), "web", "db", 5432);

    assertThat(why.remedies()).hasSize(1);
    assertThat(told(why.remedies().get(0).edits().get(0)))
        .startsWith(kind + " t spec.ingress [{\"action\": \"" + action + "\"");
    assertThat(after(why.remedies().get(0))).isEqualTo(Result.DELIVERED);
  }

  @Test
  void theMendingOfAFindingIsTried() {
    Why why = why("", "web", "svc:db", 5432);

    assertThat(why.remedies().get(0).edits())
        .extracting(ReasoningTest::told)
        .containsExactly("Service default/db spec.selector {\"app\": \"db\"}");
    assertThat(after(why.remedies().get(0))).isEqualTo(Result.DELIVERED);
  }

  @ParameterizedTest
  @CsvSource({
    "podNetwork: flannel-vxlan, DELIVERED, kube-network-policies TIMEOUT",
    "policyEngine: aws, DELIVERED, kube-network-policies TIMEOUT/none DELIVERED",
    "mtu: 1500, TIMEOUT, none DELIVERED",
  })
  void settingsThatNobodyTellsAreSupposed(String spec, Result now, String wanted) {
    String network =
        "{apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: n}, spec: {%s}}";
    String deny = policy("deny", "podSelector: {}, policyTypes: [Ingress]");
    Why why = why(deny + network.formatted(spec), "web", "db", 80);

    assertThat(why.told().walked().trace().outcome().result()).isEqualTo(now);
    assertThat(why.suppositions())
        .extracting(each -> each.value() + " " + each.after().walked().trace().outcome().result())
        .containsExactly(wanted.split("/"));
  }

  @Test
  void anAllowedPacketHasTheRulesThatLetItPass() {
    String allow =
        policy("in", "podSelector: {matchLabels: {app: db}}, ingress: [{}]")
            + policy("out", "podSelector: {matchLabels: {app: web}}, egress: [{}]");
    Why why = why(allow, "web", "db", 5432);

    assertThat(why.policies()).isNotNull();
    assertThat(why.policies().because())
        .extracting(each -> each.object() + " " + each.path())
        .containsExactly(
            "NetworkPolicy default/out spec.egress[0]", "NetworkPolicy default/in spec.ingress[0]");
    assertThat(why.remedies()).isEmpty();
    assertThat(List.copyOf(why.suppositions())).isEmpty();
  }
}
