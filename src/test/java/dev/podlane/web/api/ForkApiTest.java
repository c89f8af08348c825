package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Scenes of time over REST, and clusters that part from them. */
class ForkApiTest extends ApiTest {
  private static final String SCENE = "/api/clusters/scale-to-zero";

  private void delete(String cluster) {
    assertThat(send("DELETE", cluster, null).status()).isEqualTo(204);
  }

  @Test
  void aSceneHasItsCourseAndACopyCanChangeIt() {
    JsonNode line = get(SCENE + "/timeline").json();
    assertThat(line.path("planned")).hasSize(2);
    assertThat(line.at("/planned/1/time").asDouble()).isEqualTo(20);
    assertThat(get(SCENE).json().at("/probes/0/stream/every").asDouble()).isEqualTo(0.2);
    assertThat(get(SCENE + "/edits").json().at("/edits/0/kind").asString()).isEqualTo("timed");

    JsonNode copy = post("/api/samples/scale-to-zero", JSON, "").json();
    String own = "/api/clusters/" + copy.path("id").asString();
    assertThat(get(own + "/timeline").json().path("planned")).hasSize(2);
    assertThat(send("DELETE", own + "/edits/last", null).status()).isEqualTo(200);
    assertThat(get(own + "/timeline").json().path("planned")).hasSize(1);
    assertThat(post(own + "/edits/redo", JSON, "").status()).isEqualTo(200);
    assertThat(get(own + "/timeline").json().path("total")).isEqualTo(line.path("total"));
    delete(own);
  }

  @Test
  void aForkHasWhatHappenedUntilThen() {
    JsonNode before = get(SCENE + "/timeline").json();
    Reply answer = post(SCENE + "/fork", JSON, "{\"moment\": 10}");
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(201);
    JsonNode fork = answer.json();
    String own = "/api/clusters/" + fork.path("id").asString();
    assertThat(fork.path("name").asString()).isEqualTo("Scaled to zero, and back, from 10.00 s on");

    JsonNode line = get(own + "/timeline").json();
    assertThat(line.path("planned")).hasSize(1);
    assertThat(line.path("events"))
        .isEqualTo(get(SCENE + "/timeline?until=10").json().path("events"));
    assertThat(get(own + "/topology").json().path("namespaces"))
        .isEqualTo(get(SCENE + "/topology?moment=10").json().path("namespaces"));
    String more =
        "{\"event\": {\"type\": \"scale\", \"workload\": \"web\", \"replicas\": 1}, \"at\": 12}";
    assertThat(post(own + "/timeline", JSON, more).json().path("planned")).hasSize(2);
    assertThat(get(SCENE + "/timeline").json()).isEqualTo(before);

    JsonNode again = post(own + "/fork", JSON, "{\"name\": \"again\"}").json();
    assertThat(again.path("name").asString()).isEqualTo("again");
    String third = "/api/clusters/" + again.path("id").asString();
    assertThat(get(third + "/timeline").json().path("planned")).hasSize(2);
    delete(own);
    assertThat(get(third + "/timeline").json().path("planned")).hasSize(2);
    delete(third);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scale-to-zero | {"moment": -1}                    | 400 | moment
          scale-to-zero | {"moment": 100000}                | 400 | moment
          scale-to-zero | {"moment": "soon"}                | 400 | moment
          scale-to-zero | {"moment": 1, "name": "\\u0007"}  | 400 | name
          vxlan         | {"moment": 1}                     | 400 | ''
          nobody        | {"moment": 1}                     | 404 | ''
          """)
  void aForkThatCannotBeIsRefused(String cluster, String body, int status, String path) {
    JsonNode problem = post("/api/clusters/" + cluster + "/fork", JSON, body).json();

    assertThat(problem.path("status").asInt()).as("%s", problem).isEqualTo(status);
    assertThat(problem.at("/problems/0/path").asString("")).as("%s", problem).isEqualTo(path);
  }
}
