package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Documents that cannot be read are refused and leave nothing behind; odd objects are told. */
class WrongDocumentsTest extends ApiTest {

  @Test
  void aBrokenLineIsNamedAndNothingIsStored() {
    int before = get("/api/clusters").json().path("clusters").size();

    Reply reply =
        post("/api/clusters", YAML, "kind: Pod\nmetadata:\n  name: [a\n---\nkind: Node\n");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("type").asString()).endsWith("unreadable-documents");
    assertThat(reply.json().at("/problems/0/document").asInt()).isEqualTo(1);
    assertThat(reply.json().at("/problems/0/line").asInt()).isBetween(3, 4);
    assertThat(get("/api/clusters").json().path("clusters").size()).isEqualTo(before);
  }

  @Test
  void anAliasBombIsRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i <= 12; i++) {
      String before = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, (before + ", ").repeat(8) + before));
    }

    Reply reply = post("/api/clusters", YAML, bomb.toString());

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).startsWith("text.");
    assertThat(get("/actuator/health").status()).isEqualTo(200);
  }

  @Test
  void aNameWithAScriptIsAProblemOfItsObjectAndTheRestWorks() {
    String name = "<script>alert(1)</script>";
    Reply reply = post("/api/clusters", YAML, pod("\"" + name + "\"") + "---\n" + pod("good"));

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.json().at("/counts/pods").asInt()).isEqualTo(1);
    JsonNode problem = reply.json().at("/problems/0");
    assertThat(problem.path("code").asString()).isEqualTo("name.invalid");
    assertThat(problem.path("path").asString()).isEqualTo("metadata.name");
    assertThat(problem.path("line").asInt()).isEqualTo(4);
    assertThat(reply.header("Content-Type")).startsWith("application/json");
    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void emptyAndBinaryBodiesAreRefused() {
    assertThat(post("/api/clusters", YAML, " \n").code()).isEqualTo("api.body.empty");
    Reply utf16 = post("/api/clusters", YAML, "\ufeff");
    assertThat(utf16.code()).isEqualTo("api.body.empty");
  }

  @Test
  void aNameIsHeldToItsLength() {
    String name = "n".repeat(201);
    assertThat(post("/api/clusters?name=" + name, YAML, pod("a")).code())
        .isEqualTo("api.field.name-length");
  }

  private static String pod(String name) {
    return """
    apiVersion: v1
    kind: Pod
    metadata:
      name: %s
    spec:
      containers:
        - name: c
          image: i
    """
        .formatted(name);
  }
}
