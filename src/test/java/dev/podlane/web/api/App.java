package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application in a process of its own. */
record App(Process process, int port) implements AutoCloseable {
  private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

  /** Starts it on a data directory. */
  static App start(Path data, String... options) throws IOException {
    Process process = process(data, options);
    BufferedReader output = output(process);
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.append(line).append('\n');
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        drain(output);
        return new App(process, Integer.parseInt(started.group(1)));
      }
    }
    throw new AssertionError("it did not start:\n" + said);
  }

  /** All it prints when it does not start. */
  static List<String> refusal(Path data, String... options) throws Exception {
    Process process = process(data, options);
    try {
      List<String> said = output(process).lines().toList();
      assertThat(process.waitFor()).isNotZero();
      return said;
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process process(Path data, String... options) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=en",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.podlane.PodlaneApplication",
                "--server.port=0",
                "--podlane.data-dir=" + data));
    words.addAll(List.of(options));
    return new ProcessBuilder(words).redirectErrorStream(true).start();
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Reads on, so that the process never waits for room to write. */
  private static void drain(BufferedReader output) {
    Thread reader = new Thread(() -> output.lines().forEach(line -> {}));
    reader.setDaemon(true);
    reader.start();
  }

  URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
