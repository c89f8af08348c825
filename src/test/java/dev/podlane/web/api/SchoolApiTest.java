package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lessons and challenges as a page uses them. */
class SchoolApiTest extends ApiTest {
  private static String command(String namespace, String line) {
    return "{\"namespace\": \"" + namespace + "\", \"commands\": [\"" + line + "\"]}";
  }

  private Reply choose(String lesson, String question, int choice) {
    return post(
        "/api/lessons/" + lesson + "/answers",
        JSON,
        "{\"question\": \"" + question + "\", \"choice\": " + choice + "}");
  }

  @Test
  void lessonsComeInTheOrderInWhichTheyAreTaught() {
    JsonNode list = get("/api/lessons").json();

    assertThat(list.path("problems")).isEmpty();
    assertThat(list.path("lessons").valueStream().map(each -> each.path("part").asInt()))
        .isSorted();
    assertThat(list.path("lessons").valueStream().map(each -> each.path("number").asInt()))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, list.path("lessons").size()).boxed().toList());
    assertThat(list.toString()).contains("\"gateway\"", "How does the gateway know?");
    assertThat(get("/api/lessons?lang=zh").json().toString()).contains("网关怎么知道往哪儿送？");
  }

  @Test
  void everyPageOfALessonIsFilledIn() {
    JsonNode lesson = get("/api/lessons/gateway").json();

    JsonNode asking = lesson.at("/pages/2");
    assertThat(asking.path("say").asString())
        .startsWith("The packet arrived at the gateway with TTL 63;");
    assertThat(asking.at("/ask/choices")).hasSize(3);
    assertThat(asking.path("walk").has("result")).isFalse();
    int seq = asking.at("/stop/seq").asInt();
    JsonNode walk =
        probe(asking.path("cluster").asString(), asking.at("/walk/probe").toString()).json();
    assertThat(walk.toString()).contains("\"seq\":" + seq);
    assertThat(lesson.at("/pages/3/command/output").asString())
        .contains("10.0.2.2 from 10.0.1.2 via 10.100.0.3 dev eth0");
    assertThat(lesson.at("/pages/7/try/offer").toString())
        .contains("ip route del 10.0.2.0/24", "ip route replace 10.0.2.0/24 via 10.100.0.2");
  }

  /** After the answer the packet is sent that was asked about, not the page's. */
  @Test
  void aQuestionNamesItsWalkWhereThePageHasAnother() {
    JsonNode log = get("/api/lessons/log").json().at("/pages/3");

    assertThat(log.at("/walk/name").asString()).isEqualTo("own");
    assertThat(log.at("/ask/walk/name").asString()).isEqualTo("pods");
    assertThat(log.at("/ask/walk/probe/to").asString()).isEqualTo("10.0.2.2");
    assertThat(log.path("ask").path("walk").has("result")).isFalse();
    assertThat(get("/api/lessons/gateway").json().at("/pages/2/ask").has("walk")).isFalse();
  }

  @Test
  void aWrongChoiceLeadsToTheWorldInWhichItIsRight() {
    Reply wrong = choose("gateway", "next", 1);
    Reply right = choose("gateway", "next", 2);

    assertThat(wrong.json().path("right").asBoolean()).isFalse();
    assertThat(wrong.json().path("answer").asInt()).isEqualTo(2);
    assertThat(right.json().path("right").asBoolean()).isTrue();
    String world = wrong.json().at("/world/cluster").asString();
    JsonNode there =
        probe(world, "{\"from\": \"default/web-1\", \"to\": \"10.0.2.2\", \"port\": 80}").json();
    assertThat(there.at("/outcome/result").asString())
        .isEqualTo(wrong.json().at("/world/result").asString())
        .isEqualTo("ttl_exceeded");
    assertThat(
            post(
                    "/api/clusters/" + world + "/edits",
                    JSON,
                    command("gateway", "ip route del default"))
                .status())
        .as("a world can be looked at, not changed")
        .isNotEqualTo(201);
  }

  @Test
  void theEngineChecksTheLearnersCluster() {
    String id = post("/api/lessons/gateway/start?page=8", JSON, "").json().path("id").asString();
    String check = "/api/lessons/gateway/checks?cluster=" + id + "&page=";
    assertThat(get(check + 8).json().path("passed").asBoolean()).isFalse();

    post("/api/clusters/" + id + "/edits", JSON, command("gateway", "ip route del 10.0.2.0/24"));
    JsonNode broken = get(check + 8).json();
    assertThat(broken.path("passed").asBoolean()).isTrue();
    assertThat(broken.path("say").asString()).contains("gateway itself");
    assertThat(get(check + 9).json().path("passed").asBoolean()).isFalse();

    post(
        "/api/clusters/" + id + "/edits",
        JSON,
        command("node-1", "ip route add 10.0.2.0/24 via 10.100.0.3"));
    assertThat(get(check + 9).json().path("passed").asBoolean()).isTrue();

    post(
        "/api/clusters/" + id + "/edits",
        JSON,
        command("gateway", "ip route add 10.0.2.0/24 via 10.100.0.3"));
    assertThat(get(check + 9).json().path("passed").asBoolean())
        .as("the gateway was not to be touched any more")
        .isFalse();
  }

  /** The page takes them back, so that a right edit after them is not answered as wrong. */
  @Test
  void aCheckNamesTheWrongEditsAndTheirReasonWhateverElseWasMade() {
    String id =
        post("/api/lessons/two-docker0/start?page=8", JSON, "").json().path("id").asString();
    String check = "/api/lessons/two-docker0/checks?page=8&cluster=" + id;
    String edits = "/api/clusters/" + id + "/edits";
    int given = get(edits).json().path("edits").size();
    String bip =
        """
        {"object": {"kind": "DockerHost", "name": "host-2"}, "path": "spec.daemon.bip", "value": "172.17.1.1/24"}
        """;
    post(edits, JSON, bip);
    JsonNode half = get(check).json();
    assertThat(half.path("passed").asBoolean()).isFalse();
    assertThat(half.path("steps").asInt()).isEqualTo(1);
    assertThat(half.path("needed").asInt()).isEqualTo(3);
    assertThat(half.path("mistaken")).isEmpty();

    post(edits, JSON, command("host-1", "ip route add 172.17.1.0/24 via 10.100.0.1"));
    JsonNode wrong = get(check).json();
    assertThat(wrong.path("say").asString()).contains("10.100.0.1 is the gateway");
    assertThat(wrong.path("mistaken").toString()).isEqualTo("[%d]".formatted(given + 2));

    int number = wrong.at("/mistaken/0").asInt();
    assertThat(send("DELETE", edits + "/" + number, null).status()).isEqualTo(200);
    post(edits, JSON, command("host-1", "ip route add 172.17.1.0/24 via 10.100.0.3"));
    post(edits, JSON, command("host-2", "ip route add 172.17.0.0/24 via 10.100.0.2"));
    JsonNode done = get(check).json();
    assertThat(done.path("passed").asBoolean()).isTrue();
    assertThat(done.path("steps").asInt()).isEqualTo(3);
  }

  /** Whoever opens the page by its link finds what the page before left behind. */
  @Test
  void aTaskThatGoesOnFromAnotherBeginsWhereThatEnds() {
    String id = post("/api/lessons/gateway/start?page=9", JSON, "").json().path("id").asString();
    String check = "/api/lessons/gateway/checks?page=9&cluster=" + id;
    assertThat(get(check).json().path("passed").asBoolean()).isFalse();

    post(
        "/api/clusters/" + id + "/edits",
        JSON,
        command("node-1", "ip route add 10.0.2.0/24 via 10.100.0.3"));
    assertThat(get(check).json().path("passed").asBoolean()).isTrue();
  }

  @Test
  void aChallengeIsMetByARepairAndNotByTakingTheFaultBack() {
    Reply started = post("/api/challenges/no-row/start", JSON, "");
    assertThat(started.status()).isEqualTo(201);
    String id = started.json().at("/cluster/id").asString();
    String check = "/api/challenges/no-row/checks?cluster=" + id;
    assertThat(started.json().at("/challenge/red").valueStream())
        .allMatch(red -> red.path("met").asBoolean());
    assertThat(get(check).json().path("passed").asBoolean()).isFalse();

    post(
        "/api/clusters/" + id + "/edits",
        JSON,
        command("node-2", "ip route add 10.0.1.0/24 via 10.100.0.2"));
    assertThat(get(check).json().path("say").asString()).contains("never missing");
    send("DELETE", "/api/clusters/" + id + "/edits/last", null);

    send("DELETE", "/api/clusters/" + id + "/edits/1", null);
    JsonNode undone = get(check).json();
    assertThat(undone.path("takenBack").asBoolean()).isTrue();
    assertThat(undone.path("passed").asBoolean()).isFalse();
    post("/api/clusters/" + id + "/edits/redo", JSON, "");

    post(
        "/api/clusters/" + id + "/edits",
        JSON,
        command("node-1", "ip route add 10.0.2.0/24 via 10.100.0.3"));
    JsonNode repaired = get(check).json();
    assertThat(repaired.path("passed").asBoolean()).isTrue();
    assertThat(repaired.path("edits").asInt()).isEqualTo(1);
  }

  @Test
  void everyErrorIsAProblem() {
    assertThat(get("/api/lessons/none").status()).isEqualTo(404);
    assertThat(get("/api/challenges/none").code()).isEqualTo("api.challenge.unknown");
    assertThat(get("/api/clusters/lesson.gateway.p99").status()).isEqualTo(404);
    assertThat(get("/api/clusters/lesson.gateway.q.next.2").status()).isEqualTo(200);
    assertThat(choose("gateway", "none", 1).code()).isEqualTo("api.lesson.question");
    assertThat(choose("gateway", "next", 4).status()).isEqualTo(400);
    assertThat(get("/api/lessons/gateway/checks?cluster=none&page=8").status()).isEqualTo(404);
    assertThat(get("/api/lessons/gateway/checks?cluster=article&page=1").code())
        .isEqualTo("api.lesson.page");
    assertThat(get("/api/lessons/gateway/checks").status()).isEqualTo(400);
    assertThat(post("/api/lessons/gateway/start?page=99", JSON, "").status()).isEqualTo(404);
  }
}
