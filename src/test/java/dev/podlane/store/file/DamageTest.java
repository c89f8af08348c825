package dev.podlane.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.podlane.store.Expected;
import dev.podlane.store.NewEdit;
import dev.podlane.store.file.UnusableException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A broken file is refused, and stays as it is; no cluster is ever missing without a word. */
class DamageTest {
  private final Directory directory;
  private final List<String> ids = new ArrayList<>();

  DamageTest(@TempDir Path path) {
    directory = new Directory(path.resolve("data"));
  }

  /**
   * One way to damage a file.
   *
   * @param keep the part that stays, of 1
   * @param from start of the overwritten bytes, of 1
   * @param part amount of overwritten bytes, of 1
   * @param zeros true to overwrite with zeros, false with noise
   */
  record Harm(String name, double keep, double from, double part, boolean zeros) {
    void doTo(Path file) throws IOException {
      long size = Files.size(file);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        byte[] bytes = new byte[(int) (part * size)];
        if (!zeros) {
          new Random(7).nextBytes(bytes);
        }
        channel.write(ByteBuffer.wrap(bytes), (long) (from * size));
        channel.truncate((long) (keep * size));
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Harm> harms() {
    return Stream.of(
        new Harm("cut in half", 0.5, 0, 0, true),
        new Harm("cut to a tenth", 0.1, 0, 0, true),
        new Harm("the last hundredth is missing", 0.99, 0, 0, true),
        new Harm("empty", 0, 0, 0, true),
        new Harm("zeros", 1, 0, 1, true),
        new Harm("garbage", 1, 0, 1, false),
        new Harm("zeros at the start", 1, 0, 0.1, true),
        new Harm("garbage at the start", 1, 0, 0.1, false),
        new Harm("zeros in the middle", 1, 0.4, 0.2, true),
        new Harm("garbage in the middle", 1, 0.4, 0.2, false),
        new Harm("a little garbage", 1, 0.7, 0.01, false),
        new Harm("zeros at the end", 1, 0.8, 0.2, true),
        new Harm("garbage at the end", 1, 0.8, 0.2, false));
  }

  @ParameterizedTest
  @MethodSource("harms")
  void afterACleanEnd(Harm harm) throws IOException {
    fill();
    isRefusedAndStays(harm);
  }

  @ParameterizedTest
  @MethodSource("harms")
  void afterTheProcessDied(Harm harm) throws IOException {
    Path alive = directory.path().resolveSibling("alive");
    try (OpenStore store = new Directory(alive).open()) {
      fill(store);
      Files.createDirectories(directory.path());
      for (String name : List.of("podlane.mv.db", "podlane.journal")) {
        Files.copy(alive.resolve(name), directory.path().resolve(name));
      }
    }
    isRefusedAndStays(harm);
  }

  private void isRefusedAndStays(Harm harm) throws IOException {
    harm.doTo(directory.database());
    var before = directory.files();

    UnusableException refused =
        catchThrowableOfType(UnusableException.class, () -> directory.open().close());

    if (refused == null) {
      try (OpenStore store = directory.open()) {
        assertThat(store.store().list()).hasSize(ids.size());
        ids.forEach(id -> assertThat(store.read(id)).startsWith(id.substring(0, 2)));
      }
    } else {
      assertThat(refused.reason()).isIn(Reason.DAMAGED, Reason.LOST, Reason.ALTERED);
      assertThat(directory.files()).isEqualTo(before);
    }
  }

  @Test
  void aMissingFileIsMissed() throws IOException {
    fill();
    Files.delete(directory.database());

    assertThat(refusal().reason()).isEqualTo(Reason.MISSING);
    assertThat(refusal().args()).contains("6");
    Files.delete(directory.journal());
    try (OpenStore store = directory.open()) {
      assertThat(store.store().list()).isEmpty();
    }
  }

  @Test
  void anOlderFileIsNotTakenForTheNewest() throws IOException {
    fill();
    Path older = directory.path().resolve("older");
    Files.copy(directory.database(), older);
    try (OpenStore store = directory.open()) {
      store.replace(ids.get(0), "newer");
    }
    Files.move(older, directory.database(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    assertThat(refusal().reason()).isEqualTo(Reason.LOST);
    assertThat(refusal().args()).contains("1", ids.get(0));
  }

  @Test
  void whatDiedOnTheWayIsNoLoss() throws IOException {
    fill();
    String text = Files.readString(directory.journal());
    Files.writeString(directory.journal(), text + "+ c-halfwritt");
    try (OpenStore store = directory.open()) {
      assertThat(store.store().list()).hasSize(6);
    }
    Files.writeString(directory.journal(), "nonsense\n" + text);
    assertThat(refusal().reason()).isEqualTo(Reason.JOURNAL);
    Files.delete(directory.journal());
    directory.open().close();
    assertThat(Files.readString(directory.journal())).contains(ids.get(0));
  }

  @Test
  void aSecondUserIsRefused() {
    try (OpenStore store = directory.open()) {
      assertThat(refusal().reason()).isEqualTo(Reason.IN_USE);
      assertThat(refusal().args()).contains("" + ProcessHandle.current().pid());
      assertThat(store.add("still works")).isNotEmpty();
    }
    directory.open().close();
  }

  @Test
  void aDirectoryThatCannotBeMadeIsSaid() throws IOException {
    Files.createFile(directory.path());
    assertThat(refusal().reason()).isEqualTo(Reason.NOT_WRITABLE);
  }

  private UnusableException refusal() {
    return catchThrowableOfType(UnusableException.class, () -> directory.open().close());
  }

  private void fill() {
    try (OpenStore store = directory.open()) {
      fill(store);
    }
  }

  /** Each text begins as its id does, as ids are not known before. */
  private void fill(OpenStore store) {
    Random random = new Random(3);
    for (int i = 0; i < 6; i++) {
      StringBuilder text = new StringBuilder("c-");
      random.ints(40_000, 'a', 'z').forEach(letter -> text.append((char) letter));
      ids.add(store.add(text.toString()));
      store
          .store()
          .append(
              ids.get(i), Expected.ANY, new NewEdit(NewEdit.CONSOLE, "edit " + "e".repeat(500)));
    }
  }
}
