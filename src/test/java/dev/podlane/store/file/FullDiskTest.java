package dev.podlane.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.podlane.store.Expected;
import dev.podlane.store.NewEdit;
import dev.podlane.store.NoSpaceException;
import dev.podlane.tools.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A full disk ends changes, not reading, and not for longer than it is full. */
@Timeout(120)
class FullDiskTest {
  private final Random random = new Random(9);
  private final Map<String, String> saved = new LinkedHashMap<>();
  private @TempDir Path directory;
  private SmallDisk disk;

  @BeforeEach
  void mount() throws IOException {
    disk = SmallDisk.mount("FullDiskTest", directory, 16);
  }

  @AfterEach
  void unmount() throws IOException {
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void whenTheRoomIsSeenToEnd() throws Exception {
    try (OpenStore store = new Directory(directory).open()) {
      fill(store);
      assertThat(saved).hasSizeBetween(5, 20);
      isReadable(store);
      assertThat(store.file().ready()).isFalse();

      disk.grow(64);

      assertThat(store.file().ready()).isTrue();
      changes(store);
    }
    isAllThereLater();
  }

  @Test
  void whenSomebodyElseTakesTheRoomWhileTheDatabaseWrites() throws Exception {
    try (OpenStore store = new Directory(directory).open()) {
      String id = store.add("first");
      saved.put(id, "first");
      Path other = directory.resolve("somebody-elses-file");
      takeAllBut(other, 3_000_000);
      // More is written than asked for, as when others write at the same time.
      String text = letters(6_000_000);
      assertThatExceptionOfType(NoSpaceException.class)
          .isThrownBy(() -> store.addMoreThanSaid(text))
          .withStackTraceContaining("No space left on device");
      isReadable(store);
      assertThatExceptionOfType(NoSpaceException.class).isThrownBy(() -> store.add(text));
      assertThat(store.file().ready()).isFalse();
      isReadable(store);

      Files.delete(other);

      assertThat(store.file().ready()).isTrue();
      changes(store);
    }
    isAllThereLater();
  }

  private void fill(OpenStore store) {
    while (true) {
      String text = letters(390_000);
      try {
        saved.put(store.add(text), text);
      } catch (NoSpaceException full) {
        return;
      }
    }
  }

  private void changes(OpenStore store) {
    saved.put(store.add("there is room again"), "there is room again");
    String id = saved.keySet().iterator().next();
    store.store().append(id, Expected.ANY, new NewEdit(NewEdit.CONSOLE, "edit"));
    store.replace(id, "replaced");
    saved.put(id, "replaced");
    isReadable(store);
  }

  private void isReadable(OpenStore store) {
    assertThat(store.store().list()).hasSize(saved.size());
    saved.forEach((id, text) -> assertThat(store.read(id)).isEqualTo(text));
  }

  private void isAllThereLater() {
    try (OpenStore store = new Directory(directory).open()) {
      isReadable(store);
    }
  }

  private void takeAllBut(Path file, int left) throws IOException {
    long usable = Files.getFileStore(directory).getUsableSpace();
    Files.write(file, new byte[(int) (usable - left)]);
  }

  private String letters(int count) {
    StringBuilder text = new StringBuilder(count);
    random.ints(count, 'a', 'z' + 1).forEach(letter -> text.append((char) letter));
    return text.toString();
  }
}
