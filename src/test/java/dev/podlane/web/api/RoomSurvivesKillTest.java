package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A class goes on after the process was killed the hard way; and codes cannot be guessed. */
@Timeout(180)
class RoomSurvivesKillTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String[] OPTIONS = {
    "--podlane.rooms.tries=5", "--podlane.rooms.address=https://podlane.example.org"
  };

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void killedInTheMiddleOfAQuestion(@TempDir Path data) throws Exception {
    String code;
    String teacher;
    String member;
    String cluster;
    String known;
    try (App app = App.start(data, OPTIONS)) {
      JsonNode opened = json(send(app, "POST", "", RoomBodies.OPEN, ""));
      code = opened.at("/room/code").asString();
      teacher = opened.path("key").asString();
      member = json(send(app, "POST", "/" + code + "/members", "", "")).path("key").asString();
      send(app, "POST", "/" + code + "/acts", RoomBodies.ASK, teacher);
      cluster =
          json(send(app, "POST", "/" + code + "/clusters", "{\"of\": \"article\"}", member))
              .at("/cluster/id")
              .asString();
      try (LiveRoom live = new LiveRoom(app.port(), code)) {
        known = live.next().id();
      }
      send(app, "POST", "/" + code + "/acts", RoomBodies.ANSWER, member);
      app.kill();
    }

    try (App app = App.start(data, OPTIONS)) {
      try (LiveRoom live = new LiveRoom(app.port(), code, "Last-Event-ID", known)) {
        JsonNode missed = live.next().data();
        assertThat(missed.at("/question/answered").asInt()).isEqualTo(1);
        assertThat(missed.path("seq").asLong()).isEqualTo(Long.parseLong(known) + 1);
      }
      JsonNode room = json(send(app, "GET", "/" + code, "", member));
      assertThat(room.at("/you/choice").asInt()).isEqualTo(2);
      assertThat(room.at("/you/clusters/article").asString()).isEqualTo(cluster);
      assertThat(room.path("url").asString())
          .isEqualTo("https://podlane.example.org/class/" + code);
      assertThat(send(app, "GET", "/" + code + "/qr.svg", "", "").body()).startsWith("<svg");
      assertThat(send(app, "POST", "/" + code + "/acts", RoomBodies.SHOW, teacher).statusCode())
          .isEqualTo(200);
      guess(app, code, teacher, member);
      app.kill();
    }
  }

  private void guess(App app, String code, String teacher, String member) throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(send(app, "GET", "/ACDEFG", "", "").statusCode()).isEqualTo(404);
    }
    HttpResponse<String> refused = send(app, "GET", "/ACDEFG", "", "");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.body()).contains("api.room.tries");
    assertThat(send(app, "POST", "/" + code + "/members", "", "").statusCode())
        .as("a right guess is refused as well")
        .isEqualTo(429);
    assertThat(send(app, "GET", "/" + code + "/events?since=-1", "", "").statusCode())
        .isEqualTo(429);
    assertThat(send(app, "GET", "/" + code, "", "wrong").statusCode()).isEqualTo(429);
    assertThat(send(app, "GET", "/" + code, "", teacher).statusCode()).isEqualTo(200);
    assertThat(send(app, "GET", "/" + code, "", member).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> send(App app, String method, String path, String body, String key)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(app.uri("/api/rooms" + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header(RoomDoor.KEY, key);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return MAPPER.readTree(answer.body());
  }
}
