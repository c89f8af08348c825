package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Exams as a page uses them. */
class ExamApiTest extends ApiTest {
  @Test
  void aFormIsTakenAndMarked() {
    JsonNode list = get("/api/exams").json();
    assertThat(list.at("/exams/0/forms").toString()).isEqualTo("[\"pre\",\"post\"]");
    JsonNode form = get("/api/exams/part-1/pre").json();
    assertThat(form.path("questions")).hasSize(12);
    assertThat(form.toString()).doesNotContain("because", "\"right\"");
    assertThat(form.toString()).contains("10.64.4.0/24 via 192.168.40.22");
    assertThat(get("/api/clusters/" + form.path("cluster").asString()).status()).isEqualTo(200);

    JsonNode marks =
        post(
                "/api/exams/part-1/pre/answers",
                JSON,
                "{\"answers\": {\"localhost\": 1, \"bridge\": 2}}")
            .json();
    assertThat(marks.path("of").asInt()).isEqualTo(12);
    assertThat(marks.path("right").asInt()).isEqualTo(1);
    assertThat(marks.propertyNames()).as("nothing to remember").containsExactly("right", "of");
    assertThat(form.path("reveals").asBoolean()).isFalse();
  }

  @Test
  void aFormTellsWhatItsClusterIsMadeOf() {
    JsonNode plan = get("/api/exams/part-1/pre").json().path("plan");
    assertThat(plan.path("nodes")).hasSize(2);
    assertThat(plan.at("/nodes/0/podCidr").asString()).isEqualTo("10.64.3.0/24");
    assertThat(plan.at("/nodes/1/podCidr").asString()).isEqualTo("10.64.4.0/24");
    JsonNode cart = plan.at("/nodes/0/pods/0");
    assertThat(cart.path("name").asString()).isEqualTo("cart");
    assertThat(cart.path("address").asString()).isEqualTo("10.64.3.2");
    assertThat(cart.path("containers").toString())
        .isEqualTo("[{\"name\":\"main\",\"ports\":[8080]},{\"name\":\"side\",\"ports\":[]}]");
    assertThat(plan.path("gateway").toString())
        .isEqualTo(
            "{\"address\":\"192.168.40.1\",\"routes\":["
                + "{\"to\":\"10.64.3.0/24\",\"via\":\"192.168.40.21\"},"
                + "{\"to\":\"10.64.4.0/24\",\"via\":\"192.168.40.22\"}]}");
    assertThat(get("/api/exams/part-1/post").json().path("plan").toString())
        .contains("\"name\":\"crane\",\"address\":\"172.20.8.5\"")
        .doesNotContain("cart", "oak");
  }

  @Test
  void theLastFormTellsTheAnswersInItsOwnOrder() {
    JsonNode form = get("/api/exams/part-1/post").json();
    assertThat(form.path("reveals").asBoolean()).isTrue();
    String answers = "/api/exams/part-1/post/answers";
    JsonNode marks = post(answers, JSON, "{\"answers\": {\"bridge\": 1}}").json();
    assertThat(marks.path("answers").findValuesAsString("question"))
        .isEqualTo(form.path("questions").findValuesAsString("id"));
    JsonNode bridge = marks.at("/answers/4");
    assertThat(bridge.path("question").asString()).isEqualTo("bridge");
    assertThat(bridge.path("right").asBoolean()).isFalse();
    assertThat(bridge.path("answer").asInt()).isEqualTo(2);
    assertThat(marks.at("/answers/3").has("choice")).isFalse();
    assertThat(
            post(answers + "?lang=zh", JSON, "{\"answers\": {\"bridge\": 3}}")
                .json()
                .at("/answers/4/because")
                .asString())
        .contains("路由器");
  }

  @Test
  void whatIsNoAnswerIsAProblem() {
    String answers = "/api/exams/part-1/pre/answers";
    assertThat(post(answers, JSON, "{\"answers\": {\"nothing\": 1}}").status()).isEqualTo(400);
    assertThat(post(answers, JSON, "{\"answers\": {\"bridge\": 4}}").status()).isEqualTo(400);
    assertThat(post(answers, JSON, "{\"answers\": {\"bridge\": null}}").status()).isEqualTo(400);
    assertThat(post(answers, JSON, "{}").status()).isEqualTo(400);
    assertThat(get("/api/exams/part-1/other").status()).isEqualTo(404);
    assertThat(get("/api/clusters/exam.part-1.other").status()).isEqualTo(404);
  }
}
