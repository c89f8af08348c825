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

    assertThat(answer.path("result").asString()).isEqualTo("delivered");
    assertThat(answer.path("questions").size()).isBetween(4, 12);
    for (JsonNode each : answer.path("questions")) {
      assertThat(walk).contains("\"seq\":" + each.at("/stop/seq").asInt());
      assertThat(each.path("choices").valueStream().filter(c -> c.path("right").asBoolean()))
          .as(each.toString())
          .hasSize(1);
    }
    assertThat(answer.toString()).contains("To 10.100.0.3, through eth0", "stands at gateway");
    assertThat(ask("article", "?seed=7", PROBE).json()).isEqualTo(answer);
    assertThat(ask("article", "?seed=7&lang=zh", PROBE).json().toString()).contains("会往哪儿送");
  }

  @Test
  void aProbeThatMeansNothingIsRefused() {
    assertThat(ask("article", "", "{\"from\": \"nobody\", \"to\": \"10.0.2.2\"}").status())
        .isEqualTo(probe("article", "{\"from\": \"nobody\", \"to\": \"10.0.2.2\"}").status());
    assertThat(ask("nothing", "", PROBE).status()).isEqualTo(404);
    assertThat(ask("article", "?seed=x", PROBE).status()).isEqualTo(400);
  }
}
