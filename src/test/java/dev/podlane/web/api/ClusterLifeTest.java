package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.scenario.Samples;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Clusters are saved, listed, read, replaced and forgotten. */
@SuppressWarnings("StringConcatToTextBlock")
class ClusterLifeTest extends ApiTest {
  private static final String ONE =
      "apiVersion: v1\n"
          + "kind: Pod\n"
          + "metadata: {name: one}\n"
          + "spec: {containers: [{name: c, image: i}]}\n";

  @Test
  void fromBirthToDeath() {
    Reply created = post("/api/clusters?name=%E6%88%91%E7%9A%84", YAML, ONE);
    assertThat(created.status()).isEqualTo(201);
    String id = created.json().path("id").asString();
    assertThat(created.header("Location")).isEqualTo("/api/clusters/" + id);
    assertThat(id).matches("[a-z0-9-]{8,32}");
    assertThat(created.json().path("name").asString()).isEqualTo("我的");

    Reply read = get("/api/clusters/" + id);
    assertThat(read.json()).isEqualTo(created.json());
    assertThat(get("/api/clusters").json().path("clusters").findValuesAsString("id"))
        .startsWith("article", "twenty-nodes")
        .contains(id);

    String two = ONE + "---\n" + ONE.replace("one", "two");
    Reply replaced = send("PUT", "/api/clusters/" + id, two, "Content-Type", YAML);
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.json().at("/counts/pods").asInt()).isEqualTo(2);
    assertThat(replaced.json().path("name").asString()).isEqualTo("我的");
    assertThat(get("/api/clusters/" + id + "/manifests").raw().body()).isEqualTo(two);

    assertThat(send("DELETE", "/api/clusters/" + id, null).status()).isEqualTo(204);
    assertThat(get("/api/clusters/" + id).status()).isEqualTo(404);
    assertThat(get("/api/clusters/" + id + "/topology").status()).isEqualTo(404);
  }

  @Test
  void manyMaySendAtOnce() {
    assertThat(
            IntStream.range(0, 24)
                .parallel()
                .map(each -> post("/api/clusters?name=many", YAML, ONE).status())
                .boxed()
                .toList())
        .hasSize(24)
        .containsOnly(201);
  }

  @Test
  void aChangeBasedOnAnOldReadIsRefused() {
    Reply created = post("/api/clusters", YAML, ONE);
    String path = "/api/clusters/" + created.json().path("id").asString();
    String tag = created.header("ETag");

    Reply first = send("PUT", path, ONE, "Content-Type", YAML, "If-Match", tag);
    Reply second = send("PUT", path, ONE, "Content-Type", YAML, "If-Match", tag);

    assertThat(first.status()).isEqualTo(200);
    assertThat(second.status()).isEqualTo(412);
    assertThat(second.code()).isEqualTo("api.cluster.changed");
  }

  @Test
  void unreadableDocumentsDoNotReplaceReadableOnes() {
    Reply created = post("/api/clusters", YAML, ONE);
    String path = "/api/clusters/" + created.json().path("id").asString();

    assertThat(send("PUT", path, "a: [", "Content-Type", YAML).status()).isEqualTo(400);
    assertThat(get(path + "/manifests").raw().body()).isEqualTo(ONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/yaml", "text/yaml", "text/plain;charset=utf-8", "application/x-yaml"})
  void yamlComesUnderManyNames(String type) {
    assertThat(post("/api/clusters", type, ONE).status()).isEqualTo(201);
  }

  @Test
  void jsonListsAsKubectlPrintsThemAreRead() {
    String list =
        """
        {"apiVersion": "v1", "kind": "List", "items": [
          {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "one"},
           "spec": {"containers": [{"name": "c", "image": "i"}]}},
          {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "s"}, "spec": {}}]}
        """;
    Reply created = post("/api/clusters", JSON, list);

    assertThat(created.json().at("/counts/pods").asInt()).isEqualTo(1);
    assertThat(created.json().at("/counts/services").asInt()).isEqualTo(1);
    String id = created.json().path("id").asString();
    Reply back = get("/api/clusters/" + id + "/manifests", "Accept", "*/*");
    assertThat(back.header("Content-Type")).startsWith(JSON);
    assertThat(back.raw().body()).isEqualTo(list);
  }

  @Test
  void countsTellWhatWasDrawnAndWhatWasOnlyRead() {
    String documents =
        """
        {apiVersion: v1, kind: Node, metadata: {name: n}, spec: {podCIDR: 10.0.1.0/29}}
        ---
        {apiVersion: apps/v1, kind: StatefulSet, metadata: {name: s}, spec: {replicas: 2, selector:
         {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name:
         c}]}}}}
        ---
        {apiVersion: batch/v1, kind: CronJob, metadata: {name: j}, spec: {jobTemplate: {spec:
         {template: {spec: {containers: [{name: c}]}}}}}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: over}, spec: {containers: [{name: c}]},
         status: {phase: Succeeded}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: waits}, spec: {nodeSelector: {x: y},
         containers: [{name: c}]}}
        ---
        {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p}, spec:
         {podSelector: {}}}
        ---
        {apiVersion: gateway.networking.k8s.io/v1, kind: TLSRoute, metadata: {name: t}}
        ---
        {apiVersion: v1, kind: ConfigMap, metadata: {name: c}}
        ---
        {apiVersion: example.com/v1, kind: Widget, metadata: {name: w}}
        """;
    JsonNode counts = post("/api/clusters", "application/yaml", documents).json().path("counts");
    assertThat(counts.path("nodes").asInt()).isEqualTo(1);
    assertThat(counts.path("assumedNodes").asInt()).isZero();
    assertThat(counts.path("pods").asInt()).isEqualTo(4);
    assertThat(counts.path("drawnPods").asInt()).isEqualTo(2);
    assertThat(counts.path("finishedPods").asInt()).isEqualTo(1);
    assertThat(counts.path("waitingPods").asInt()).isEqualTo(1);
    assertThat(counts.path("broughtPods").asInt()).isEqualTo(2);
    assertThat(counts.path("dormantPods").asInt()).isEqualTo(1);
    assertThat(counts.path("notSimulated")).hasToString("{\"TLSRoute\":1}");
    assertThat(counts.path("withoutEffect")).hasToString("{\"ConfigMap\":1}");
    assertThat(counts.path("unknown")).hasToString("{\"Widget\":1}");
  }

  @Test
  void aTextWithoutObjectsIsRefusedAndSaysWhatItIs() {
    Reply refused =
        post("/api/clusters", "application/yaml", "{resources: [a.yaml], namePrefix: x-}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/problems/0/code").asString()).isEqualTo("text.no-object");
    assertThat(refused.json().at("/problems/1/code").asString()).isEqualTo("file.kustomization");
  }

  @Test
  void aSampleIsCopiedToBeChanged() {
    assertThat(get("/api/samples").json().path("samples").findValuesAsString("id"))
        .startsWith("article", "twenty-nodes")
        .containsExactlyElementsOf(Samples.names());

    Reply copy = post("/api/samples/article", JSON, "");

    assertThat(copy.status()).isEqualTo(201);
    assertThat(copy.json().path("sample").asBoolean()).isFalse();
    String id = copy.json().path("id").asString();
    assertThat(get("/api/clusters/" + id + "/manifests").raw().body())
        .isEqualTo(resource("/samples/article.yaml"));
    assertThat(send("DELETE", "/api/clusters/" + id, null).status()).isEqualTo(204);
  }
}
