package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Protocol;
import dev.podlane.notation.OutcomeNote;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.cause.Causes;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The error by which kube-proxy rejects what is for a Service without endpoints, where pods are
 * under policies: a queue takes no such packet, so that the sender waits in vain (seen on 6.18).
 */
class QueuedErrorTest {
  private static final String CLUSTER =
      """
      {apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec: {podNetwork:
       kindnet, policyEngine: ENGINE, serviceCIDR: 10.96.0.0/16}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.244.1.0/24}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: a, labels: {app: a}}, spec: {nodeName: n1,
       containers: [{name: c}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: b}, spec: {nodeName: n1, containers:
       [{name: c}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: s}, spec: {clusterIP: 10.96.0.80, selector:
       {app: none}, ports: [{port: 80}]}}
      ---
      {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p}, spec:
       {podSelector: {matchLabels: {app: a}}, policyTypes: [Egress], egress: [{}]}}
      """;

  @ParameterizedTest
  @CsvSource({
    "default/a, kube-network-policies, timeout",
    "default/b, kube-network-policies, icmp_unreachable",
    "default/a, none, icmp_unreachable",
  })
  void onlyPodsUnderAPolicyWait(String from, String engine, String result) {
    Workspace opened = Workspace.open("", CLUSTER.replace("ENGINE", engine));
    ProbeRequest probe = new ProbeRequest(from, "10.96.0.80", Protocol.TCP, 80, 64, true, 0);
    Walked walked = opened.walk(List.of(probe)).get(0);

    assertThat(OutcomeNote.of(walked.trace().outcome()).lines()).containsEntry("result", result);
    Cause cause = Causes.of(walked.trace()).orElseThrow();
    assertThat(new CauseOrigins(opened).of(walked, cause).code()).isEqualTo("no-endpoints");
  }
}
