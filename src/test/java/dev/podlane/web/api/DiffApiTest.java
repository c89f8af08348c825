package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Two clusters, and two positions of one, compared over REST. */
class DiffApiTest extends ApiTest {
  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: c}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: b, labels: {app: b}}, spec: {containers:
       [{name: c, ports: [{containerPort: 80}]}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: b}, spec: {selector: {app: b}, ports:
       [{port: 8080, targetPort: 80}]}}
      ---
      {apiVersion: podlane.dev/v1, kind: Expectation, metadata: {name: e}, spec: {from: a, to:
       'svc:b', result: delivered}}
      """;

  private String cluster(String text) {
    return post("/api/clusters?name=diff", YAML, text).json().path("id").asString();
  }

  private JsonNode diff(String body) {
    return post("/api/diff", JSON, body).json();
  }

  @Test
  void aSelectorThatMatchesNothingLosesTheService() {
    String before = cluster(CLUSTER);
    String after = cluster(CLUSTER.replace("selector: {app: b}", "selector: {app: x}"));

    JsonNode diff = diff("{\"before\": \"" + before + "\", \"after\": \"" + after + "\"}");

    assertThat(diff.at("/summary/lost").asInt()).isEqualTo(3);
    assertThat(diff.at("/summary/new").asInt()).isZero();
    assertThat(diff.path("pairs")).hasSize(2);
    JsonNode lost = diff.at("/pairs/0");
    assertThat(lost.path("change").asString()).isEqualTo("lost");
    assertThat(lost.path("from").asString()).isEqualTo("default/a");
    assertThat(lost.path("to").asString()).isEqualTo("svc:default/b");
    assertThat(lost.path("port").asString()).isEqualTo("8080");
    assertThat(lost.at("/before/result").asString()).isEqualTo("delivered");
    assertThat(lost.at("/after/result").asString()).isEqualTo("icmp_unreachable");
    assertThat(lost.at("/after/cause/code").asString()).isEqualTo("no-endpoints");
    assertThat(lost.at("/after/cause/object/kind").asString()).isEqualTo("Service");
    assertThat(lost.at("/after/sentence").asString()).contains("default/b");
    assertThat(diff.at("/probes/0/name").asString()).isEqualTo("e");
  }

  @Test
  void positionsOfOneClusterAreCompared() {
    String id = cluster(CLUSTER);
    post(
        "/api/clusters/" + id + "/edits",
        JSON,
        """
        {"object": {"kind": "Service", "namespace": "default", "name": "b"},
         "path": "spec.selector.app", "value": "x"}
        """);

    JsonNode there = diff("{\"cluster\": \"" + id + "\", \"before\": 0, \"after\": 1}");
    JsonNode back =
        diff(
            "{\"before\": {\"cluster\": \"ID\"}, \"after\": {\"cluster\": \"ID\", \"edit\": 0}}"
                .replace("ID", id));
    JsonNode same = diff("{\"before\": \"ID\", \"after\": \"ID\"}".replace("ID", id));

    assertThat(there.at("/summary/lost").asInt()).isEqualTo(3);
    assertThat(back.at("/summary/new").asInt()).isEqualTo(3);
    assertThat(back.at("/summary/lost").asInt()).isZero();
    assertThat(same.at("/pairs").size() + same.at("/probes").size()).isZero();
    assertThat(same.at("/summary/compared").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|400|before",
        "{\"before\": \"article\"}|400|after",
        "{\"before\": 0, \"after\": 1}|400|cluster",
        "{\"before\": [], \"after\": \"article\"}|400|before",
        "{\"before\": {\"cluster\": \"article\", \"edit\": -1}, \"after\": 1}|400|before.edit",
        "{\"before\": \"article\", \"after\": \"nosuch\"}|404|nosuch",
        "{\"cluster\": \"article\", \"before\": 0, \"after\": 5}|404|no edits",
      })
  void anEndThatIsNoneIsRefused(String body, int status, String said) {
    Reply answer = post("/api/diff", JSON, body);

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
    assertThat(answer.raw().body()).contains(said);
  }
}
