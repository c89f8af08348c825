package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two walks side by side, and things to be sorted, as a page uses them. */
class BesideApiTest extends ApiTest {
  private static JsonNode page(JsonNode lesson, String kind) {
    return lesson
        .path("pages")
        .valueStream()
        .filter(each -> each.path("kind").asString().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private Reply sorted(String lesson, String body) {
    return post("/api/lessons/" + lesson + "/sorted", JSON, body);
  }

  @Test
  void bothSidesCanBeWalked() {
    JsonNode page = page(get("/api/lessons/overlay").json(), "compare");

    assertThat(page.has("walk")).isFalse();
    for (String side : new String[] {"left", "right"}) {
      JsonNode half = page.at("/compare/" + side);
      Reply walk = probe(half.path("cluster").asString(), half.at("/walk/probe").toString());
      assertThat(walk.json().at("/outcome/result").asString())
          .as(side)
          .isEqualTo(half.at("/walk/result").asString())
          .isEqualTo("delivered");
      assertThat(walk.json().toString()).contains("\"seq\":" + half.at("/stop/seq").asInt());
    }
    assertThat(page.at("/compare/facts/1").toString())
        .contains("\"left\":\"yes\"", "\"right\":\"no\"", "\"same\":false");
    assertThat(page.at("/compare/facts/2").toString()).contains("\"61\"", "\"62\"");
  }

  @Test
  void aSideAfterEditsIsAClusterOfItsOwn() {
    JsonNode page = page(get("/api/lessons/to-nftables").json(), "compare");

    assertThat(page.at("/compare/left/edits")).hasSize(1);
    assertThat(page.at("/compare/right/edits")).isEmpty();
    assertThat(get("/api/clusters/" + page.at("/compare/left/cluster").asString()).status())
        .isEqualTo(200);
    assertThat(get("/api/clusters/lesson.to-nftables.p1.left").status()).isEqualTo(404);
  }

  @Test
  void oneDropAtATimeIsAnswered() {
    JsonNode task = page(get("/api/lessons/six-words").json(), "sort").path("sort");
    assertThat(task.path("bins")).hasSize(4);
    assertThat(task.path("items")).hasSize(6);

    String drop = "{\"question\": \"words\", \"placed\": {\"cluster-ip\": \"device\"}}";
    JsonNode wrong = sorted("six-words", drop).json();
    assertThat(wrong.path("right").asBoolean()).isFalse();
    assertThat(wrong.at("/placements/0/answer").asString()).isEqualTo("every");
    assertThat(wrong.path("say").asString())
        .isEqualTo(wrong.at("/placements/0/because").asString());
    assertThat(
            post("/api/lessons/six-words/sorted?lang=zh", JSON, drop).json().path("say").asString())
        .contains("没有哪个接口");
    JsonNode right = sorted("six-words", drop.replace("device", "every")).json();
    assertThat(right.at("/placements/0/right").asBoolean()).isTrue();
    assertThat(right.has("say")).isFalse();
  }

  @Test
  void anOrderIsJudgedAsAWhole() {
    String order = "[\"nat\", \"route\", \"gateway\", \"arrive\", \"undo\"]";

    Reply right = sorted("nobody", "{\"question\": \"way\", \"order\": " + order + "}");
    Reply partial = sorted("nobody", "{\"question\": \"way\", \"order\": [\"nat\"]}");

    assertThat(right.json().path("right").asBoolean()).isTrue();
    assertThat(partial.status()).isEqualTo(400);
  }

  @Test
  void whatIsNoItemIsAProblem() {
    assertThat(
            sorted("six-words", "{\"question\": \"words\", \"placed\": {\"x\": \"one\"}}").status())
        .isEqualTo(400);
    assertThat(
            sorted("six-words", "{\"question\": \"words\", \"placed\": {\"host-port\": null}}")
                .status())
        .isEqualTo(400);
    assertThat(sorted("six-words", "{\"question\": \"nothing\", \"placed\": {}}").status())
        .isEqualTo(400);
    assertThat(sorted("no-lesson", "{\"question\": \"words\", \"placed\": {}}").status())
        .isEqualTo(404);
  }

  @Test
  void anOfferOnTheTimeLineCanBeTakenUp() {
    JsonNode page = page(get("/api/lessons/node-lost").json(), "try");
    JsonNode offer =
        page.at("/try/offer")
            .valueStream()
            .filter(each -> each.has("at"))
            .findFirst()
            .orElseThrow();
    assertThat(offer.path("at").asDouble()).isZero();
    String number = page.path("number").asString();
    String id =
        post("/api/lessons/node-lost/start?page=" + number, JSON, "").json().path("id").asString();
    String check = "/api/lessons/node-lost/checks?cluster=" + id + "&page=" + number;
    assertThat(get(check).json().path("passed").asBoolean()).isFalse();

    Reply taken =
        post(
            "/api/clusters/" + id + "/timeline",
            JSON,
            "{\"event\": " + offer.path("event") + ", \"at\": " + offer.path("at") + "}");

    assertThat(taken.status()).as(taken.json().toString()).isLessThan(300);
    assertThat(get(check).json().path("passed").asBoolean()).isTrue();
  }

  @Test
  void anAnswerIsReadAgainInTheOtherLanguage() {
    JsonNode english =
        post("/api/lessons/gateway/answers", JSON, "{\"question\": \"next\", \"choice\": 1}")
            .json();
    String again = "/api/lessons/gateway/answers?question=next&choice=1";

    assertThat(get(again).json()).isEqualTo(english);
    assertThat(get(again + "&lang=zh").json().path("because").asString())
        .contains("路由器")
        .isNotEqualTo(english.path("because").asString());
    assertThat(get("/api/lessons/gateway/answers?question=next&choice=4").status()).isEqualTo(400);
  }
}
