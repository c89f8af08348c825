package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.tools.SmallDisk;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The data directory is full, in use or damaged, as its user sees it. */
@Timeout(300)
class DataDirectoryTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Random random = new Random(1);
  private @TempDir Path data;

  @Test
  void aFullDiskEndsChangesUntilThereIsRoom() throws Exception {
    try (SmallDisk disk = SmallDisk.mount("DataDirectoryTest", data, 16);
        App app = App.start(data)) {
      String first = add(app).headers().firstValue("Location").orElseThrow();
      String before = get(app, first + "/manifests").body();
      HttpResponse<String> refused = add(app);
      while (refused.statusCode() == 201) {
        refused = add(app);
      }

      assertThat(refused.statusCode()).isEqualTo(507);
      assertThat(refused.body()).contains("The disk is full");
      assertThat(get(app, "/actuator/health/readiness").statusCode()).isEqualTo(503);
      assertThat(get(app, first + "/manifests").body()).isEqualTo(before);

      disk.grow(96);

      assertThat(get(app, "/actuator/health/readiness").statusCode()).isEqualTo(200);
      assertThat(add(app).statusCode()).isEqualTo(201);
      assertThat(get(app, first + "/manifests").body()).isEqualTo(before);
      app.kill();
    }
  }

  @Test
  void aSecondOneIsToldWhoHasTheDirectory() throws Exception {
    try (App app = App.start(data)) {
      assertThat(App.refusal(data))
          .contains(
              data + " is used by another Podlane (process " + app.process().pid() + ").",
              "Stop the other one, or start this one with a different directory:"
                  + " --podlane.data-dir=…")
          .noneMatch(line -> line.startsWith("\tat "));
      assertThat(add(app).statusCode()).isEqualTo(201);
    }
  }

  @Test
  void aDamagedFileIsSaidAndCanBeLeftAside() throws Exception {
    Path file = data.resolve("podlane.mv.db");
    Files.writeString(file, "damaged");

    List<String> said = App.refusal(data);

    assertThat(said)
        .contains(
            file
                + " is damaged (the file has no header, or its end is missing) and was left"
                + " unchanged.")
        .anyMatch(line -> line.contains("start once with --podlane.store.file.salvage=true"))
        .noneMatch(line -> line.startsWith("\tat "));
    assertThat(file).hasContent("damaged");
    try (App app = App.start(data, "--podlane.store.file.salvage=true")) {
      assertThat(add(app).statusCode()).isEqualTo(201);
    }
    assertThat(data.resolve("damaged-1-podlane.mv.db")).hasContent("damaged");
  }

  /** Short enough to be received in memory, as receiving too wants room on the disk. */
  private HttpResponse<String> add(App app) throws IOException, InterruptedException {
    StringBuilder text =
        new StringBuilder("apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n# ");
    random.ints(900_000, 'a', 'z' + 1).forEach(letter -> text.append((char) letter));
    return client.send(
        HttpRequest.newBuilder(app.uri("/api/clusters?name=n"))
            .header("Content-Type", "application/yaml")
            .POST(BodyPublishers.ofString(text.append('\n').toString()))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(App app, String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(app.uri(path)).build(), BodyHandlers.ofString());
  }
}
