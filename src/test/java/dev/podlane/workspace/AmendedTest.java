package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.cluster.policy.classes.RandomPolicies;
import dev.podlane.document.Document;
import dev.podlane.document.read.Documents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of policies and namespaces settle to what reading all documents gives. */
class AmendedTest {
  private static final String PLAIN =
      """
      {apiVersion: v1, kind: Namespace, metadata: {name: x}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: a, namespace: x, labels: {app: a}}, spec: {containers: [{name: c, image: c}]}}
      ---
      {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: np, namespace: x}, spec: {podSelector: {}}}
      """;

  private static List<Document> documents(String text) {
    return Documents.parse("test", text);
  }

  private static Optional<Cluster> amended(List<Document> before, List<Document> now) {
    return Clusters.amended(Clusters.read(before), before, now);
  }

  private static Event.Manifest manifest(String text) {
    return new Event.Manifest(text);
  }

  private static Event.FieldChange field(
      String kind, String namespace, String name, String path, @Nullable String json) {
    return new Event.FieldChange(new ObjectName(kind, namespace, name), path, json);
  }

  /** A change that is proved to stand by itself gives what a whole reading gives. */
  @Test
  void anAmendedClusterIsTheOneReadAsAWhole() {
    int amended = 0;
    for (int seed = 0; seed < 60; seed++) {
      RandomPolicies chance = new RandomPolicies(seed);
      Random random = new Random(seed);
      List<String> all = new ArrayList<>(chance.pods(8));
      for (int i = 0; i < 5; i++) {
        all.add(chance.policy(i));
      }
      List<Document> documents = documents(String.join("\n---\n", all));
      for (int change = 0; change < 6; change++) {
        List<Document> now = changed(documents, event(random, chance));
        Optional<Cluster> by = amended(documents, now);
        if (by.isPresent()) {
          assertThat(by.get()).as("seed %d, change %d", seed, change).isEqualTo(Clusters.read(now));
          amended++;
        }
        documents = now;
      }
    }
    assertThat(amended).isGreaterThan(120);
  }

  private static List<Document> changed(List<Document> documents, Event event) {
    try {
      return ObjectChanges.apply(documents, event);
    } catch (ChangeException absent) {
      return documents;
    }
  }

  private static Event event(Random random, RandomPolicies chance) {
    String name = "np" + random.nextInt(7);
    String namespace = List.of("x", "y", "z").get(random.nextInt(3));
    return switch (random.nextInt(6)) {
      case 0, 1 -> manifest(chance.policy(random.nextInt(7)));
      case 2 -> field("NetworkPolicy", namespace, name, "", null);
      case 3 ->
          field("NetworkPolicy", namespace, name, "spec.podSelector.matchLabels.app", "\"b\"");
      case 4 -> field("Namespace", "", namespace, "metadata.labels.app", "\"c\"");
      default ->
          manifest(
              "{apiVersion: v1, kind: Namespace, metadata: {name: n%d}}"
                  .formatted(random.nextInt(3)));
    };
  }

  /** Each of these could matter to another object. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{apiVersion: v1, kind: Pod, metadata: {name: b, namespace: x}, spec: {containers: [{name:"
            + " c, image: c, ports: [{containerPort: 80, hostPort: 80}]}]}}",
        "{apiVersion: v1, kind: Pod, metadata: {name: b, namespace: x}, spec: {nodeName: n,"
            + " containers: [{name: c, image: c}]}}",
        "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: np, namespace:"
            + " other}, spec: {podSelector: {}}}",
        "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: new, namespace:"
            + " x}, spec: {podSelector: {}, policyTypes: [Sideways]}}",
        "{apiVersion: projectcalico.org/v3, kind: HostEndpoint, metadata: {name: h}, spec: {node:"
            + " n}}",
        "{apiVersion: v1, kind: Namespace, metadata: {name: new, labels: {a: 'not valid!'}}}"
      })
  void whatMayMatterToOthersIsReadAsAWhole(String added) {
    List<Document> before = documents(PLAIN);

    assertThat(amended(before, ObjectChanges.apply(before, manifest(added)))).isEmpty();
  }

  @Test
  void aNamespaceThatGoesIsReadAsAWhole() {
    List<Document> before = documents(PLAIN);

    assertThat(amended(before, ObjectChanges.apply(before, field("Namespace", "", "x", "", null))))
        .isEmpty();
  }

  @Test
  void anObjectWrittenTwiceIsReadAsAWhole() {
    List<Document> before =
        documents(PLAIN + "---\n" + PLAIN.substring(PLAIN.indexOf("---\n{apiVersion: net") + 4));

    assertThat(
            amended(
                before,
                ObjectChanges.apply(
                    before, field("NetworkPolicy", "x", "np", "spec.policyTypes", "[\"Egress\"]"))))
        .isEmpty();
  }

  /** Later items keep their places, which lead into the file that somebody gave. */
  @Test
  void anObjectGoesOutOfAListAndLeavesTheOthersWhereTheyStand() {
    List<Document> before =
        documents(
            """
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: Node, metadata: {name: n}, spec: {podCIDR: 10.244.0.0/24}}
            - {apiVersion: v1, kind: Namespace, metadata: {name: default}}
            - {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {nodeName: n, containers: [{name: c, image: c}]}, status: {podIP: 10.244.0.5}}
            - {apiVersion: v1, kind: Pod, metadata: {name: b}, spec: {nodeName: n, containers: [{name: c, image: c}]}, status: {podIP: 10.244.0.6}}
            """);
    List<Document> now = ObjectChanges.apply(before, field("Pod", "", "a", "", null));
    Cluster amended = amended(before, now).orElseThrow();

    assertThat(amended).isEqualTo(Clusters.read(now));
    assertThat(amended.problems()).isEqualTo(Clusters.read(before).problems());
    assertThat(amended.pods()).hasSize(1);
    assertThat(amended.pods().get(0).place().path()).isEqualTo("items[3]");
  }

  /** Nothing of the pods is made anew, and undoing gives the network of before. */
  @Test
  void anEditOfAPolicyKeepsThePods() {
    Workspace workspace = Workspace.open("test", PLAIN);
    Workspace edited =
        workspace.with(
            Edit.asked(
                "e1", field("NetworkPolicy", "x", "np", "spec.ingress", "[{}]"), Instant.EPOCH));

    assertThat(edited.cluster().orElseThrow().pods().get(0))
        .isSameAs(workspace.cluster().orElseThrow().pods().get(0));
    assertThat(edited.with(List.of()).cluster()).isEqualTo(workspace.cluster());
    assertThat(edited.with(List.of()).cluster().orElseThrow().pods().get(0))
        .isSameAs(workspace.cluster().orElseThrow().pods().get(0));
  }
}
