package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A challenge made from a finding, as a page uses it. */
class MadeChallengeApiTest extends ApiTest {
  private static final String BROKEN =
      """
      {apiVersion: v1, kind: Node, metadata: {name: node-1}, spec: {podCIDR: 10.0.1.0/24}, status: {addresses: [{type: InternalIP, address: 10.100.0.2}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {nodeName: node-1, containers: [{name: c, image: c}]}, status: {podIP: 10.0.1.2}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, labels: {app: web}}, spec: {nodeName: node-1, containers: [{name: nginx, image: nginx, ports: [{containerPort: 80}]}]}, status: {podIP: 10.0.1.3}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {clusterIP: 10.96.0.7, selector: {app: wep}, ports: [{port: 80}]}}
      """;

  private String broken() {
    return created("Broken", BROKEN);
  }

  private String created(String name, String documents) {
    return post("/api/clusters?name=" + name, "application/yaml", documents)
        .json()
        .path("id")
        .asString();
  }

  private Reply make(String cluster, String body) {
    return post("/api/clusters/" + cluster + "/challenges", JSON, body);
  }

  private JsonNode check(JsonNode started) {
    return get("/api/challenges/"
            + started.at("/challenge/id").asString()
            + "/checks?cluster="
            + started.at("/cluster/id").asString())
        .json();
  }

  private void edit(JsonNode started, String body) {
    post("/api/clusters/" + started.at("/cluster/id").asString() + "/edits", JSON, body);
  }

  @Test
  void aFindingIsPlayedToItsEnd() {
    String cluster = broken();
    JsonNode finding = get("/api/clusters/" + cluster + "/findings").json().at("/findings/0");
    assertThat(finding.path("code").asString()).isEqualTo("service.selects-nothing");

    Reply reply = make(cluster, "{\"finding\": 1, \"code\": \"service.selects-nothing\"}");

    assertThat(reply.status()).isEqualTo(201);
    JsonNode started = reply.json();
    JsonNode challenge = started.path("challenge");
    assertThat(started.at("/cluster/id").asString()).isNotEqualTo(cluster);
    assertThat(challenge.path("title").asString()).doesNotContain("selector");
    assertThat(challenge.path("hints")).hasSize(3);
    assertThat(challenge.path("par").asInt()).isEqualTo(1);
    assertThat(challenge.at("/probes/0/probe")).isEqualTo(finding.path("probe"));
    assertThat(check(started).path("passed").asBoolean()).isFalse();

    edit(
        started,
        "{\"object\": {\"kind\": \"Service\", \"namespace\": \"default\", \"name\": \"web\"},"
            + " \"path\": \"\", \"value\": null}");
    assertThat(check(started).path("passed").asBoolean()).isFalse();
    assertThat(check(started).path("say").asString()).contains("Service default/web");
  }

  @Test
  void anotherRepairThanTheFindingsCountsAsWell() {
    JsonNode started = make(broken(), "{\"finding\": 1}").json();

    edit(
        started,
        "{\"object\": {\"kind\": \"Pod\", \"namespace\": \"default\", \"name\": \"web\"}, \"path\":"
            + " \"metadata.labels.app\", \"value\": \"wep\"}");

    JsonNode checked = check(started);
    assertThat(checked.path("passed").asBoolean()).as(checked.toString()).isTrue();
    assertThat(checked.path("edits").asInt()).isEqualTo(1);
  }

  @Test
  void editsBeforeItArePartOfTheChallenge() {
    String cluster = created("Healthy", BROKEN.replace("wep", "web"));
    post(
        "/api/clusters/" + cluster + "/edits",
        JSON,
        "{\"object\": {\"kind\": \"Service\", \"namespace\": \"default\", \"name\": \"web\"},"
            + " \"path\": \"spec.selector\", \"value\": {\"app\": \"wep\"}}");

    JsonNode started = make(cluster, "{\"finding\": 1}").json();

    assertThat(started.at("/challenge/given").asInt()).isEqualTo(1);
    assertThat(check(started).path("edits").asInt()).isZero();
    String id = started.at("/challenge/id").asString();
    JsonNode chinese = get("/api/challenges/" + id + "?lang=zh").json();
    assertThat(chinese.path("title").asString()).contains("连不上");
    JsonNode again = post("/api/challenges/" + id + "/start", JSON, "").json();
    assertThat(again.at("/cluster/id").asString())
        .isNotEqualTo(started.at("/cluster/id").asString());
    assertThat(again.at("/challenge/red")).isEqualTo(started.at("/challenge/red"));
  }

  @Test
  void whatCannotBePlayedIsSaid() {
    assertThat(make(broken(), "{\"finding\": 9}").json().toString()).contains("no number 9");
    assertThat(make(broken(), "{\"finding\": 1, \"code\": \"pod.port-clash\"}").status())
        .isEqualTo(400);
    assertThat(make(broken(), "{}").status()).isEqualTo(400);
    assertThat(make("nothing", "{\"finding\": 1}").status()).isEqualTo(404);
    assertThat(get("/api/challenges/made.nothing.0.1").status()).isEqualTo(404);
    assertThat(get("/api/challenges/made.nothing.99999999999.1").status()).isEqualTo(404);
  }
}
