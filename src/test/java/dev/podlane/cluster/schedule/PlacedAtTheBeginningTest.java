package dev.podlane.cluster.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.cluster.object.Assumption;
import dev.podlane.cluster.object.Pod;
import dev.podlane.document.Severity;
import dev.podlane.document.read.Documents;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pods that nobody has placed find a node as the scheduler's filters allow (rules 310 to 313). */
class PlacedAtTheBeginningTest {
  private static final String NODES = node("n1", "a") + node("n2", "b") + "---\n";

  private static String node(String name, String zone) {
    return """
    ---
    apiVersion: v1
    kind: Node
    metadata: {name: %s, labels: {kubernetes.io/hostname: %s, zone: %s}}
    status: {allocatable: {cpu: "2", memory: 4Gi, pods: "10"}}
    """
        .formatted(name, name, zone);
  }

  private static String deployment(String name, int replicas, String spec, String container) {
    return """
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %s}
    spec:
      replicas: %d
      selector: {matchLabels: {app: %s}}
      template:
        metadata: {labels: {app: %s}}
        spec: {%scontainers: [{name: c, image: i%s}]}
    """
        .formatted(name, replicas, name, name, spec, container);
  }

  private static Cluster cluster(String text) {
    return Clusters.read(Documents.read("test", text).documents());
  }

  private static List<String> nodes(Cluster cluster, String name) {
    return cluster.pods().stream()
        .filter(each -> each.ref().name().startsWith(name))
        .map(each -> Objects.requireNonNullElse(each.nodeName(), "-"))
        .sorted()
        .toList();
  }

  private static List<String> reasons(Cluster cluster) {
    return cluster.problems().stream()
        .filter(each -> each.code().equals("pod.unschedulable"))
        .filter(each -> each.severity() == Severity.WARNING)
        .map(each -> each.args().get(1))
        .toList();
  }

  @Test
  void whatAsksForLessFindsRoomAfterOthersFoundNone() {
    String large = ", resources: {requests: {cpu: 1500m}}";
    String small = ", resources: {requests: {cpu: 100m}}";
    Cluster cluster =
        cluster(
            NODES
                + deployment("a", 4, "", large)
                + deployment("b", 2, "", small)
                + deployment("c", 2, "", large));

    assertThat(nodes(cluster, "a")).containsExactly("-", "-", "n1", "n2");
    assertThat(nodes(cluster, "b")).doesNotContain("-");
    assertThat(nodes(cluster, "c")).containsExactly("-", "-");
    assertThat(reasons(cluster))
        .containsExactly(
            "0/2 nodes are available: 2 Insufficient cpu.",
            "0/2 nodes are available: 2 Insufficient cpu.");
  }

  @Test
  void rulesOfTooManyPodsAreLeftOutAndThatIsSaid() {
    String near =
        "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey:"
            + " zone, labelSelector: {matchLabels: {app: nobody}}}]}}, ";
    String room =
        IntStream.range(0, 50)
            .mapToObj(i -> node("m" + i, "a").replace("pods: \"10\"", "pods: \"200\""))
            .collect(Collectors.joining("", "", "---\n"));
    Cluster few = cluster(room + deployment("web", 2, "", "") + deployment("lone", 2, near, ""));
    Cluster many =
        cluster(room + deployment("web", 2_000, "", "") + deployment("lone", 2_000, near, ""));

    assertThat(nodes(few, "lone")).containsOnly("-");
    assertThat(few.assumptions()).extracting(Assumption::code).doesNotContain("pods.rules");
    assertThat(nodes(many, "lone")).contains("m1");
    assertThat(many.assumptions()).extracting(Assumption::code).contains("pods.rules");
  }

  @Test
  void rule310WhatAsksForMoreThanIsLeftWaits() {
    Cluster cluster =
        cluster(NODES + deployment("web", 3, "", ", resources: {requests: {cpu: 1500m}}"));

    assertThat(nodes(cluster, "web")).containsExactly("-", "n1", "n2");
    assertThat(reasons(cluster)).containsExactly("0/2 nodes are available: 2 Insufficient cpu.");
    assertThat(cluster.pods())
        .filteredOn(each -> each.nodeName() == null)
        .extracting(Pod::phase)
        .containsExactly(Pod.Phase.PENDING);
  }

  @Test
  void rule310PodsThatAreThereTakeTheirShare() {
    String there =
        """
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: there}
        spec: {nodeName: n1, containers: [{name: c, image: i, resources: {requests: {cpu: 1}}}]}
        """;
    Cluster cluster =
        cluster(NODES + there + deployment("web", 2, "", ", resources: {requests: {cpu: 1500m}}"));

    assertThat(nodes(cluster, "web")).containsExactly("-", "n2");
  }

  @Test
  void rule311ReplicasThatMustBeApartAreNoMoreThanNodes() {
    String apart =
        "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
            + " [{labelSelector: {matchLabels: {app: web}}, topologyKey:"
            + " kubernetes.io/hostname}]}}, ";
    Cluster cluster = cluster(NODES + deployment("web", 3, apart, ""));

    assertThat(nodes(cluster, "web")).containsExactly("-", "n1", "n2");
    assertThat(reasons(cluster))
        .containsExactly(
            "0/2 nodes are available: 2 node(s) didn't match pod anti-affinity rules.");
  }

  @Test
  void rule311WhoSeeksOthersWaitsForThem() {
    String near =
        "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
            + " [{labelSelector: {matchLabels: {app: cache}}, topologyKey: zone}]}}, ";

    assertThat(nodes(cluster(NODES + deployment("web", 1, near, "")), "web")).containsExactly("-");
    Cluster both = cluster(NODES + deployment("web", 2, near, "") + deployment("cache", 1, "", ""));
    String cache = nodes(both, "cache").get(0);
    assertThat(nodes(both, "web")).containsExactly(cache, cache);
  }

  @Test
  void rule313ASpreadIsKept() {
    String spread =
        "topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable:"
            + " DoNotSchedule, labelSelector: {matchLabels: {app: web}}}], nodeSelector: {zone:"
            + " a}, ";
    Cluster free =
        cluster(NODES + deployment("web", 4, spread.replace("nodeSelector: {zone: a}, ", ""), ""));

    assertThat(nodes(free, "web")).containsExactly("n1", "n1", "n2", "n2");
  }

  @Test
  void aPodOfADaemonSetWaitsForItsNodeAlone() {
    String there =
        """
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: there}
        spec: {nodeName: n1, containers: [{name: c, image: i, resources: {requests: {cpu: 1}}}]}
        """;
    String set =
        deployment("log", 1, "", ", resources: {requests: {cpu: 1500m}}")
            .replace("kind: Deployment", "kind: DaemonSet")
            .replace("  replicas: 1\n", "");
    Cluster cluster = cluster(NODES + there + set);

    assertThat(nodes(cluster, "log")).containsExactly("-", "n2");
    assertThat(reasons(cluster))
        .containsExactly(
            "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't satisfy plugin(s)"
                + " [NodeAffinity].");
  }

  @Test
  void aNodeThatTellsNothingHasRoom() {
    String text =
        "---\napiVersion: v1\nkind: Node\nmetadata: {name: n1}\n"
            + deployment("web", 200, "", ", resources: {requests: {cpu: 64}}");

    assertThat(nodes(cluster(text), "web")).hasSize(200).containsOnly("n1");
  }
}
