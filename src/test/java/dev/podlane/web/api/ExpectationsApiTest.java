package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Expectations over REST: listed with what walks of their probes show. */
class ExpectationsApiTest extends ApiTest {
  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: c}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: b}, spec: {containers: [{name: c, ports:
       [{containerPort: 80}]}]}}
      ---
      apiVersion: podlane.dev/v1
      kind: Expectation
      metadata: {name: shop}
      spec:
        expectations:
        - {from: a, to: b, port: 80, result: delivered}
        - {from: a, to: b, port: 81, result: delivered}
        - {from: a, to: c, port: 81, result: timeout}
        - {from: a, to: c, port: 81, result: fine}
      """;

  @Test
  void eachIsWalkedAndCompared() {
    JsonNode created = post("/api/clusters?name=expecting", YAML, CLUSTER).json();
    String id = created.path("id").asString();

    JsonNode answer = get("/api/clusters/" + id + "/expectations").json();

    assertThat(created.path("problems").findValuesAsString("code")).contains("expectation.result");
    assertThat(created.at("/counts/unknown").size()).isZero();
    assertThat(answer.path("ok").asBoolean(true)).isFalse();
    assertThat(answer.path("expectations")).hasSize(3);
    JsonNode met = answer.at("/expectations/0");
    assertThat(met.path("ok").asBoolean(false)).isTrue();
    assertThat(met.path("from").asString()).isEqualTo("a");
    assertThat(met.path("port").asString()).isEqualTo("80");
    assertThat(met.at("/outcome/result").asString()).isEqualTo("delivered");
    JsonNode unmet = answer.at("/expectations/1");
    assertThat(unmet.path("ok").asBoolean(true)).isFalse();
    assertThat(unmet.path("expect").asString()).isEqualTo("delivered");
    assertThat(unmet.at("/outcome/cause/code").asString()).isEqualTo("no-socket");
    assertThat(unmet.path("path").asString()).isEqualTo("spec.expectations[1]");
    JsonNode lost = answer.at("/expectations/2");
    assertThat(lost.has("outcome")).isFalse();
    assertThat(lost.path("problem").asString()).contains("nothing called c");
  }
}
