package dev.podlane.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.store.Expected;
import dev.podlane.tools.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing, reading and deleting long documents takes little memory besides their text. */
class LittleMemoryTest {
  private static final int MEGABYTES = 24;

  @Test
  void aTextIsWrittenReadReplacedAndDeleted(@TempDir Path directory) throws Exception {
    Command done =
        Command.run(
            Path.of(""),
            Duration.ofMinutes(4),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (6 * MEGABYTES) + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LittleMemoryTest.class.getName(),
                directory.resolve("data").toString()));

    assertThat(done.exit()).as(done.output()).isZero();
  }

  /** In a process of its own, with little memory. */
  public static void main(String[] args) {
    try (OpenStore store = OpenStore.open(Path.of(args[0]), Directory.STILL)) {
      String id = store.add(text('a'));
      store.replace(id, text('b'));
      store.replace(id, text('c'));
      long[] read = {0};
      store
          .store()
          .documents(id, part -> read[0] += part.chars().filter(each -> each == 'c').count());
      if (read[0] != (MEGABYTES << 20) / 16 * 15L || !store.store().delete(id, Expected.ANY)) {
        throw new IllegalStateException("read " + read[0]);
      }
    }
  }

  private static String text(char letter) {
    return ("" + letter).repeat(15).concat("\n").repeat((MEGABYTES << 20) / 16);
  }
}
