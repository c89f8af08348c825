package dev.podlane.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, which can be killed and started again. */
final class ClassServer {
  private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Path data;
  private final List<String> command;
  private volatile Process server;
  private volatile int port;

  ClassServer(Path data, List<String> command) {
    this.data = data;
    this.command = command;
  }

  int port() {
    return port;
  }

  void kill() throws InterruptedException {
    server.destroyForcibly().waitFor();
  }

  long cpuMillis() {
    return server.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
  }

  /** Starts it, on the port that it had before. */
  void start() throws IOException {
    List<String> words = new ArrayList<>(command);
    words.addAll(
        List.of(
            "--server.port=" + port,
            "--podlane.data-dir=" + data,
            "--podlane.rooms.max-members=500"));
    server = new ProcessBuilder(words).redirectErrorStream(true).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.append(line).append('\n');
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        port = Integer.parseInt(started.group(1));
        Thread rest = new Thread(() -> output.lines().forEach(each -> {}));
        rest.setDaemon(true);
        rest.start();
        ready();
        return;
      }
    }
    throw new IOException("the server did not start:\n" + said);
  }

  private void ready() {
    while (true) {
      try {
        HttpRequest probe =
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health"))
                .build();
        if (client.send(probe, BodyHandlers.ofString()).statusCode() == 200) {
          return;
        }
      } catch (IOException | InterruptedException notYet) {
        pause(100);
      }
    }
  }

  String get(String path, String key) throws Exception {
    HttpRequest.Builder get =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Podlane-Room-Key", key);
    return client.send(get.build(), BodyHandlers.ofString()).body();
  }

  String post(String path, String body, String key) throws Exception {
    HttpResponse<String> answer = client.send(posting(path, body, key), BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(path + ": " + answer.body());
    }
    return answer.body();
  }

  CompletableFuture<HttpResponse<String>> posted(String path, String body, String key) {
    return client.sendAsync(posting(path, body, key), BodyHandlers.ofString());
  }

  private HttpRequest posting(String path, String body, String key) {
    HttpRequest.Builder post =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return (key.isEmpty() ? post : post.header("Podlane-Room-Key", key)).build();
  }

  static String field(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
    return found.find() ? found.group(1) : "";
  }

  static long number(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":(\\d+)").matcher(json);
    return found.find() ? Long.parseLong(found.group(1)) : -1;
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
