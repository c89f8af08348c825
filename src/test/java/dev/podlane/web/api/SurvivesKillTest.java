package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster answered with 201 exists after the process was killed the hard way. */
@Timeout(180)
class SurvivesKillTest {
  private static final String DOCUMENTS =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: one}
      spec: {containers: [{name: c, image: i}]}
      """;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void killedAndStartedAgain(@TempDir Path data) throws Exception {
    String location;
    String before;
    try (App app = App.start(data)) {
      location = add(app, "one");
      for (int i = 0; i < 20; i++) {
        add(app, "more" + i);
      }
      before = get(app, location + "/manifests");
      app.kill();
    }

    try (App app = App.start(data)) {
      assertThat(get(app, location + "/manifests")).isEqualTo(before).isEqualTo(DOCUMENTS);
      assertThat(get(app, location)).contains("\"name\":\"one\"", "\"pods\":1");
      assertThat(get(app, "/api/clusters")).contains("\"more0\"", "\"more19\"");
      app.kill();
    }
  }

  private String add(App app, String name) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(app.uri("/api/clusters?name=" + name))
            .header("Content-Type", "application/yaml")
            .POST(BodyPublishers.ofString(DOCUMENTS))
            .build();
    var answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(201);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private String get(App app, String path) throws IOException, InterruptedException {
    var answer =
        client.send(HttpRequest.newBuilder(app.uri(path)).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }
}
