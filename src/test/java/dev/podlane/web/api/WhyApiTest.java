package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Explanations over REST: their edits can be sent as they are. */
class WhyApiTest extends ApiTest {
  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: db, labels: {app: db}}, spec:
       {containers: [{name: c, ports: [{containerPort: 5432}]}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {containers: [{name: c}]}}
      ---
      {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: db}, spec:
       {podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels:
       {access: db}}}]}]}}
      """;
  private static final String PROBE =
      "{\"from\": \"client\", \"to\": \"db\", \"protocol\": \"tcp\", \"port\": 5432}";

  @Test
  void aRemedyIsTriedAndThenMade() {
    String id = post("/api/clusters?name=why", YAML, CLUSTER).json().path("id").asString();
    String cluster = "/api/clusters/" + id;
    JsonNode why = post(cluster + "/why", JSON, PROBE).json();

    assertThat(why.at("/outcome/result").asString()).isEqualTo("timeout");
    assertThat(why.at("/outcome/cause/code").asString()).isEqualTo("policy.isolated");
    assertThat(why.at("/outcome/cause/fields/0/had").asString()).isEqualTo("!access");
    assertThat(why.at("/policies/verdict").asString()).isEqualTo("deny");
    JsonNode source = why.path("source");
    assertThat(source.path("path").asString()).isEqualTo("spec.ingress[0].from[0].podSelector");
    assertThat(source.path("line").asInt()).isEqualTo(7);
    assertThat(source.path("lines").get(source.path("mark").asInt()).asString())
        .isEqualTo("  - from:\n    - podSelector:".lines().toList().get(1));
    assertThat(why.path("enforced").asBoolean()).isTrue();
    assertThat(why.at("/remedies/0/result").asString()).isEqualTo("delivered");
    assertThat(why.at("/remedies/0/sentences/0").asString())
        .isEqualTo("Set metadata.labels of Pod default/client to {\"access\": \"db\"}.");
    assertThat(why.at("/suppositions/0/value").asString()).isEqualTo("none");
    assertThat(
            post(cluster + "/why?lang=zh", JSON, PROBE).json().at("/outcome/sentence").asString())
        .contains("隔离");

    for (JsonNode edit : why.at("/remedies/0/edits")) {
      assertThat(post(cluster + "/edits", JSON, edit.toString()).status()).isLessThan(300);
    }
    JsonNode after = post(cluster + "/why", JSON, PROBE).json();
    assertThat(after.at("/outcome/result").asString()).isEqualTo("delivered");
    assertThat(after.path("remedies")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ext:8.8.8.8|db|spec.ingress[0].from[0].podSelector: it selects pods, and 8.8.8.8 is not"
            + " one.",
        "client|web|spec.ingress[0].from[0].ipBlock: 10.0.1.2 is not in 8.8.8.0/24.",
      })
  void theNearestMissIsToldInTheWordsOfItsField(String from, String to, String told) {
    String more =
        """
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: web, labels: {app: web}}, spec:
         {containers: [{name: c, ports: [{containerPort: 5432}]}]}}
        ---
        {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: web}, spec:
         {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{ipBlock: {cidr: 8.8.8.0/24}}]}]}}
        """;
    String id = post("/api/clusters?name=near", YAML, CLUSTER + more).json().path("id").asString();
    String probe = "{\"from\": \"%s\", \"to\": \"%s\", \"port\": 5432}".formatted(from, to);

    assertThat(probe(id, probe).json().at("/outcome/sentence").asString()).endsWith(told);
  }

  @Test
  void moreThanOneProbeIsRefused() {
    String id = post("/api/clusters?name=why", YAML, CLUSTER).json().path("id").asString();
    String several = "{\"probes\": [" + PROBE + "]}";

    assertThat(post("/api/clusters/" + id + "/why", JSON, several).status()).isEqualTo(400);
    assertThat(post("/api/clusters/" + id + "/why", JSON, "[]").status()).isEqualTo(400);
  }
}
