package dev.podlane.compile.cni.felix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.verdict.Party;
import dev.podlane.cluster.policy.verdict.PolicedPacket;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.cluster.policy.verdict.Verdict;
import dev.podlane.compile.Compiler;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.Verdict.Ending;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.step.RuleStep;
import dev.podlane.trace.walk.Walker;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Packets meet Calico's decision, also where it is another than that of the API. */
class CalicoDifferencesTest {
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
      """;

  private static Cluster cluster(String policies) {
    return Clusters.read(Documents.parse("c.yaml", CLUSTER + policies));
  }

  private static Trace walk(Cluster cluster, String from, String to) {
    Probe probe = Probe.of(from, Protocol.TCP, Ip.parse(to), 80);
    return Walker.walk(Compiler.compile(cluster).network(), probe, new Memory());
  }

  private static Verdict decided(Cluster cluster, String from, String to) {
    PolicedPacket packet =
        new PolicedPacket(party(cluster, from), party(cluster, to), Protocol.TCP, 80);
    return new PolicyIndex(cluster).decide(packet).verdict();
  }

  private static Party party(Cluster cluster, String name) {
    Pod pod =
        cluster.pods().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    return Party.of(pod, Ip.Family.IPV4);
  }

  private static String tiered(String name, int priority, String rules) {
    return """
    {apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata: {name:
     %s}, spec: {tier: Admin, priority: %d, subject: {namespaces: {}}, %s}}
    ---
    """
        .formatted(name, priority, rules);
  }

  private static final String DENY = "ingress: [{action: Deny, from: [{namespaces: {}}]}]";
  private static final String ACCEPT = "ingress: [{action: Accept, from: [{namespaces: {}}]}]";

  @Test
  void policiesOfOnePriorityAreAskedByName() {
    Cluster denies = cluster(tiered("one", 5, DENY) + tiered("two", 5, ACCEPT));
    assertThat(decided(denies, "a", "b")).isEqualTo(Verdict.UNKNOWN);
    assertThat(walk(denies, "default/a", "10.244.1.11").outcome().result())
        .isEqualTo(Result.TIMEOUT);
    Cluster accepts = cluster(tiered("one", 5, ACCEPT) + tiered("two", 5, DENY));
    assertThat(decided(accepts, "a", "b")).isEqualTo(Verdict.UNKNOWN);
    assertThat(walk(accepts, "default/a", "10.244.1.11").outcome().result())
        .isEqualTo(Result.DELIVERED);
  }

  @Test
  void aRuleAboutNodesFailsClosed() {
    String nodes = "to: [{nodes: {matchLabels: {none: such}}}]";
    Cluster denies = cluster(tiered("one", 5, "egress: [{action: Deny, " + nodes + "}]"));
    assertThat(decided(denies, "a", "b")).isEqualTo(Verdict.ALLOW);
    assertThat(walk(denies, "default/a", "10.244.1.11").outcome().result())
        .isEqualTo(Result.TIMEOUT);
    Cluster accepts = cluster(tiered("one", 5, "egress: [{action: Accept, " + nodes + "}]"));
    assertThat(walk(accepts, "default/a", "10.244.1.11").outcome().result())
        .isEqualTo(Result.DELIVERED);
  }

  @Test
  void aForerunnerPassesToTheTierOfItsSuccessor() {
    String passes =
        """
        {apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: {name:
         first}, spec: {priority: 1, subject: {namespaces: {}}, ingress: [{action: Pass, from:
         [{namespaces: {}}]}]}}
        ---
        """;
    Cluster both = cluster(passes + tiered("one", 5, DENY));
    assertThat(decided(both, "a", "b")).isEqualTo(Verdict.ALLOW);
    assertThat(walk(both, "default/a", "10.244.1.11").outcome().result()).isEqualTo(Result.TIMEOUT);
  }

  @Test
  void aPodIsPolicedOnTheWayToItselfThroughAService() {
    Cluster cluster =
        cluster(
            """
            {apiVersion: v1, kind: Service, metadata: {name: s}, spec: {clusterIP: 10.96.0.9,
             selector: {app: a}, ports: [{port: 80}]}}
            ---
            {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: none}, spec:
             {podSelector: {}}}
            """);
    assertThat(decided(cluster, "a", "a")).isEqualTo(Verdict.ALLOW);
    assertThat(walk(cluster, "default/a", "10.96.0.9").outcome().result())
        .isEqualTo(Result.TIMEOUT);
    // without a Service the packet does not leave the pod
    assertThat(walk(cluster, "default/a", "10.244.1.10").outcome().result())
        .isEqualTo(Result.DELIVERED);
  }

  @Test
  void theNodeReachesItsOwnPodsAndADropTellsWhosePolicies() {
    Cluster cluster =
        cluster(
            """
            {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: none}, spec:
             {podSelector: {}}}
            """);
    assertThat(walk(cluster, "n1", "10.244.1.11").outcome().result()).isEqualTo(Result.DELIVERED);
    RuleStep.RulesRead drop =
        walk(cluster, "default/a", "10.244.1.11").hops().stream()
            .flatMap(hop -> hop.steps().stream())
            .map(each -> each.step())
            .filter(RuleStep.RulesRead.class::isInstance)
            .map(RuleStep.RulesRead.class::cast)
            .filter(read -> read.verdict().ending() instanceof Ending.Dropped)
            .findFirst()
            .orElseThrow();
    String chain = Objects.requireNonNull(drop.verdict().by()).place().chain();
    PodChain told = PodChain.of(chain).orElseThrow();
    assertThat(told.kind()).isEqualTo(PodChain.Kind.POD);
    assertThat(told.direction()).isEqualTo(Direction.INGRESS);
    assertThat(told.rest()).isEqualTo(drop.subject().out());
    assertThat(List.of("INPUT", "cali-FORWARD", "KUBE-SVC-X", "cali-to-wl-dispatch"))
        .noneMatch(name -> PodChain.of(name).isPresent());
    assertThat(PodChain.of("cali-pro-kns.default").orElseThrow().kind())
        .isEqualTo(PodChain.Kind.PROFILE);
  }
}
