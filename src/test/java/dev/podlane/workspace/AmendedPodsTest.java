package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.document.Document;
import dev.podlane.document.read.Documents;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pods that come or go are settled by themselves only where no other object depends on them. */
class AmendedPodsTest {
  private static final String NODES =
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.0.1.0/24}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n2}, spec: {podCIDR: 10.0.2.0/24}}
      """;

  private static final String DEPLOYMENT =
      """
      ---
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 2,
       selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}},
        spec: {containers: [{name: c}]}}}}
      """;

  private static String written(String name, String spec) {
    return "---\n{apiVersion: v1, kind: Pod, metadata: {name: %s}, spec: {%scontainers: [{name: c}]}}\n"
        .formatted(name, spec);
  }

  private static String observed(String name, String address) {
    return ("---\n"
            + "{apiVersion: v1, kind: Pod, metadata: {name: %s}, spec: {nodeName: n1,"
            + " containers: [{name: c}]}, status: {phase: Running, podIP: %s}}\n")
        .formatted(name, address);
  }

  private static String owned(String name, int address) {
    return """
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: %s, labels: {app: a, pod-template-hash: abc},
      ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-abc, controller: true,
       uid: u}]},
     spec: {nodeName: n1, containers: [{name: c}]}, status: {phase: Running, podIP: 10.0.1.%d}}
    """
        .formatted(name, address);
  }

  private static Event gone(String name) {
    return new Event.FieldChange(new ObjectName("Pod", "default", name), "", null);
  }

  private static Event come(String text) {
    return new Event.Manifest(text);
  }

  /** The cluster after an event if its pods are settled by themselves. */
  private static Optional<Cluster> amended(String text, Event event) {
    List<Document> before = Documents.parse("", text);
    List<Document> now = ObjectChanges.apply(before, event);
    Optional<Cluster> amended = Clusters.amended(Clusters.read(before), before, now);
    amended.ifPresent(cluster -> assertThat(cluster).isEqualTo(Clusters.read(now)));
    return amended;
  }

  @Test
  void podsThatComeLastOrWereObservedAreSettledByThemselves() {
    String observed = NODES + observed("a", "10.0.1.2") + observed("b", "10.0.1.3");
    assertThat(amended(observed, come(written("c", "")))).isPresent();
    assertThat(amended(observed, come(observed("c", "10.0.1.9")))).isPresent();
    assertThat(amended(observed, gone("b"))).isPresent();
    String planned = NODES + written("a", "") + written("b", "");
    assertThat(amended(planned, come(written("c", "")))).isPresent();
    assertThat(amended(planned, gone("b"))).isPresent();
  }

  @Test
  void addressesThatOthersWereGivenMayChange() {
    String text = NODES + observed("a", "10.0.1.2") + observed("b", "10.0.1.9");
    assertThat(amended(text + written("c", "nodeName: n1, "), gone("b"))).isEmpty();
  }

  @Test
  void placesThatOthersWereGivenMayChange() {
    String namespace = "---\n{apiVersion: v1, kind: Namespace, metadata: {name: default}}\n";
    String text = NODES + namespace + written("a", "hostNetwork: true, ") + written("b", "");
    assertThat(amended(text, gone("a"))).isEmpty();
    assertThat(amended(NODES + written("a", ""), come(written("b", "nodeName: n1, ")))).isEmpty();
  }

  @Test
  void podsOfACronJobMayMove() {
    String job =
        """
        ---
        {apiVersion: batch/v1, kind: CronJob, metadata: {name: j}, spec: {schedule: "0 0 * * *",
         jobTemplate: {spec: {template: {spec: {containers: [{name: c}]}}}}}}
        """;
    assertThat(amended(NODES + job + written("a", ""), come(written("b", "")))).isEmpty();
  }

  @Test
  void aNamespaceMayHaveBegunWithAPod() {
    String text = NODES + observed("a", "10.0.1.2") + observed("b", "10.0.1.3");
    assertThat(amended(text, gone("a"))).isEmpty();
  }

  @Test
  void aPodOfAWorkloadCountsAmongItsReplicas() {
    assertThat(amended(NODES + DEPLOYMENT, come(owned("web-abc-1", 2)))).isEmpty();
  }

  /** It brings pods again as soon as none of its own is written. */
  @Test
  void aPodOfAWorkloadGoesIfItIsNotTheLast() {
    String text = NODES + DEPLOYMENT + owned("web-abc-1", 2) + owned("web-abc-2", 3);
    assertThat(amended(text, gone("web-abc-2"))).isPresent();
    assertThat(amended(NODES + DEPLOYMENT + owned("web-abc-1", 2), gone("web-abc-1"))).isEmpty();
    String other = owned("web-abc-2", 3).replace("name: web-abc,", "name: web-xyz,");
    String apart = NODES + DEPLOYMENT + owned("web-abc-1", 2) + other;
    assertThat(amended(apart, gone("web-abc-1"))).isEmpty();
  }

  @Test
  void anAddressMayBelongToSomebodyElse() {
    String text = NODES + observed("a", "10.0.1.2");
    assertThat(amended(text, come(observed("b", "10.0.1.2")))).isEmpty();
    assertThat(amended(text, come(observed("b", "10.0.1.1")))).isEmpty();
    assertThat(amended(text, come(observed("b", "10.0.2.7")))).isEmpty();
  }

  /** A Service that selects nothing tells of such pods in other namespaces. */
  @Test
  void podsElsewhereWithTheLabelsAreCountedAnew() {
    String service =
        """
        ---
        {apiVersion: v1, kind: Service, metadata: {name: s, namespace: shop}, spec: {selector:
         {app: x}, ports: [{port: 80}]}}
        """;
    String text = NODES + service + observed("a", "10.0.1.2");
    String labelled = observed("b", "10.0.1.3").replace("name: b", "name: b, labels: {app: x}");

    assertThat(amended(text, come(labelled))).isEmpty();
    assertThat(amended(text, come(observed("b", "10.0.1.3")))).isPresent();
  }
}
