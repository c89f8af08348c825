package dev.podlane.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The result of a program run by a test.
 *
 * @param exit its exit status
 * @param output standard output and error, as they came
 */
public record Command(int exit, String output) {

  /** As {@link #run(Path, Duration, Map, List)} with this process's own environment. */
  public static Command run(Path folder, Duration limit, List<String> words) throws IOException {
    return run(folder, limit, Map.of(), words);
  }

  /**
   * Runs a program with empty standard input and waits for it.
   *
   * @param folder working directory; relative to this process's working directory
   * @param limit after this long it is ended with everything it started
   * @param environment added to this process's own
   * @throws IOException if it cannot be started or did not end in time
   */
  public static Command run(
      Path folder, Duration limit, Map<String, String> environment, List<String> words)
      throws IOException {
    Path output = Files.createTempFile("podlane-command", ".txt");
    try {
      ProcessBuilder builder = new ProcessBuilder(words);
      builder.directory(folder.toAbsolutePath().toFile());
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      Process process = builder.start();
      process.getOutputStream().close();
      if (!ended(process, limit)) {
        throw new IOException(
            "%s did not end within %s:%n%s".formatted(words, limit, text(output)));
      }
      return new Command(process.exitValue(), text(output));
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static boolean ended(Process process, Duration limit) throws IOException {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return true;
      }
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new IOException("interrupted", e);
    }
  }

  private static String text(Path output) throws IOException {
    return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
  }
}
