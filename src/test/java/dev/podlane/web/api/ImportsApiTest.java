package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Imports that go on after the answer. */
class ImportsApiTest extends ApiTest {
  private static final String NODE =
      "apiVersion: v1\nkind: Node\nmetadata: {name: n1}\nspec: {podCIDR: 10.0.1.0/24}\n";

  private Reply begin(String method, String path, String text) {
    return send(method, path, text, "Content-Type", YAML, "Prefer", "respond-async, wait=1");
  }

  private static String location(Reply accepted) {
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.header("Preference-Applied")).isEqualTo("respond-async");
    return URI.create(accepted.header("Location")).getPath();
  }

  private JsonNode over(String location) {
    await().until(() -> get(location).json().path("state").asString().matches("done|failed"));
    return get(location).json();
  }

  @Test
  void theReportFollows() {
    JsonNode over = over(location(begin("POST", "/api/clusters?name=later", NODE)));

    assertThat(over.path("state").asString()).isEqualTo("done");
    assertThat(over.path("total").asInt()).isEqualTo(NODE.length());
    String id = over.path("cluster").asString();
    assertThat(over.at("/report/id").asString()).isEqualTo(id);
    assertThat(over.at("/report/counts/nodes").asInt()).isEqualTo(1);
    assertThat(get("/api/clusters/" + id).json().path("name").asString()).isEqualTo("later");
  }

  @Test
  void itReplacesToo() {
    String id = post("/api/clusters", YAML, NODE).json().path("id").asString();
    String two = NODE + "---\n" + NODE.replace("n1", "n2").replace("10.0.1", "10.0.2");
    JsonNode over = over(location(begin("PUT", "/api/clusters/" + id, two)));
    assertThat(over.path("cluster").asString()).isEqualTo(id);
    assertThat(get("/api/clusters/" + id).json().at("/counts/nodes").asInt()).isEqualTo(2);
  }

  @Test
  void aFailureIsWhatTheRequestWouldHaveBeenAnswered() {
    JsonNode over = over(location(begin("POST", "/api/clusters", "a:\n\tb: 1\n")));
    assertThat(over.path("state").asString()).isEqualTo("failed");
    assertThat(over.at("/problem/status").asInt()).isEqualTo(400);
    assertThat(over.at("/problem/problems/0/line").asInt()).isEqualTo(2);
  }

  @Test
  void oneThatIsCancelledIsForgotten() {
    String location = location(begin("POST", "/api/clusters?name=never", NODE));
    assertThat(send("DELETE", location, null).status()).isEqualTo(204);
    assertThat(get(location).status()).isEqualTo(404);
    assertThat(send("DELETE", location, null).status()).isEqualTo(404);
  }

  @Test
  void withoutTheWishTheAnswerWaits() {
    Reply created = send("POST", "/api/clusters", NODE, "Content-Type", YAML, "Prefer", "wait=5");
    assertThat(created.status()).isEqualTo(201);
  }
}
