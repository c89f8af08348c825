package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Questions about any walk, as a page or a room uses them. */
class QuestionsApiTest extends ApiTest {
  private static final String PROBE =
      "{\"from\": \"default/web-1\", \"to\": \"10.0.2.2\", \"port\": 80}";

  private Reply ask(String cluster, String query, String probe) {
    return post("/api/clusters/" + cluster + "/questions" + query, JSON, probe);
  }

  @Test
  void eachQuestionStopsTheSameWalk() {
    JsonNode answer = ask("article", "?seed=7", PROBE).json();
    String walk = probe("article", PROBE).json().toString();

    assertThat(answer.path("questions").size()).isBetween(4, 12);
    for (JsonNode each : answer.path("questions")) {
      assertThat(walk).contains("\"seq\":" + each.at("/stop/seq").asInt());
      assertThat(each.path("choices")).hasSize(3);
    }
    assertThat(answer.toString()).doesNotContain("right", "because", "delivered", "decides");
    assertThat(answer.toString()).contains("To 10.100.0.3, through eth0", "stands at gateway");
    assertThat(ask("article", "?seed=7", PROBE).json()).isEqualTo(answer);
    assertThat(ask("article", "?seed=7&lang=zh", PROBE).json().toString()).contains("会往哪儿送");
  }

  @Test
  void theAnswerIsToldToWhoAsksForIt() {
    JsonNode questions = ask("article", "?seed=7", PROBE).json().path("questions");
    for (JsonNode each : questions) {
      String asked = "/answers?seed=7&question=" + each.path("id").asString() + "&choice=";
      JsonNode told = ask("article", asked + 0, PROBE).json();
      assertThat(told.path("right").asBoolean()).isTrue();
      for (int choice = 1; choice <= 3; choice++) {
        JsonNode answer = ask("article", asked + choice, PROBE).json();
        assertThat(answer.path("right").asBoolean())
            .isEqualTo(choice == told.path("answer").asInt());
        assertThat(answer.path("because").asString()).isNotBlank();
      }
    }
    String right = "/answers?seed=7&question=q1&choice=0";
    assertThat(ask("article", right, PROBE).json().path("because").asString()).contains("row");
    assertThat(ask("article", right + "&lang=zh", PROBE).json().path("because").asString())
        .contains("这一行");
    String warm = "{\"probes\": [" + PROBE + ", " + PROBE + "]}";
    assertThat(ask("article", "?seed=7&trace=1", warm).json().path("questions")).isNotEmpty();
  }

  @Test
  void aQuestionOrChoiceThatIsNotThereIsRefused() {
    for (String query :
        new String[] {"question=q13&choice=1", "question=x&choice=1", "question=q1&choice=4"}) {
      Reply reply = ask("article", "/answers?" + query, PROBE);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.raw().body()).contains(query.contains("=4") ? "choice" : "question");
    }
    assertThat(ask("article", "?trace=1", PROBE).status()).isEqualTo(400);
  }

  @Test
  void aProbeThatMeansNothingIsRefused() {
    assertThat(ask("article", "", "{\"from\": \"nobody\", \"to\": \"10.0.2.2\"}").status())
        .isEqualTo(probe("article", "{\"from\": \"nobody\", \"to\": \"10.0.2.2\"}").status());
    assertThat(ask("nothing", "", PROBE).status()).isEqualTo(404);
    assertThat(ask("article", "?seed=x", PROBE).status()).isEqualTo(400);
  }
}
