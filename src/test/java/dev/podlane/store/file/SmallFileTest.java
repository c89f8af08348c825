package dev.podlane.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.store.Expected;
import dev.podlane.store.NewEdit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** The file holds little more than what is kept, nothing that was deleted, and is private. */
@Timeout(120)
class SmallFileTest {
  private static final StoreFileProperties EAGER =
      new StoreFileProperties(Duration.ofMillis(50), DataSize.ofMegabytes(1), false);

  private final Directory directory;
  private final Random random = new Random(5);

  SmallFileTest(@TempDir Path path) {
    directory = new Directory(path.resolve("data"));
  }

  @Test
  void manyReplacementsOfOneClusterTakeTheRoomOfFew() throws Exception {
    StoreFileProperties onlyWhenLarge =
        new StoreFileProperties(Duration.ofDays(1), DataSize.ofMegabytes(1), false);
    try (OpenStore store = directory.open(onlyWhenLarge)) {
      String id = store.add("first");
      String other = store.add(letters(200_000));
      store.store().append(other, Expected.ANY, new NewEdit(NewEdit.CONSOLE, "an edit"));
      String last = "";
      for (int i = 0; i < 60; i++) {
        last = letters(390_000);
        store.replace(id, last);
      }
      until(() -> size() < 4_000_000);
      assertThat(store.read(id)).isEqualTo(last);
      assertThat(store.read(other)).hasSize(200_000);
      assertThat(store.store().history(other).orElseThrow().applied()).hasSize(1);
    }
    assertThat(size()).isLessThan(2_000_000);
    try (OpenStore store = directory.open()) {
      assertThat(store.store().list()).hasSize(2);
    }
  }

  @Test
  void whatWasDeletedOrReplacedIsSoonNotInTheFile() throws Exception {
    try (OpenStore store = directory.open(EAGER)) {
      String id = store.add(letters(9_000) + "deleted-secret" + letters(9_000));
      String other = store.add("replaced-secret");
      assertThat(contains("deleted-secret")).isTrue();
      store.store().delete(id, Expected.ANY);
      store.replace(other, "kept");

      until(() -> !contains("deleted-secret") && !contains("replaced-secret"));
      assertThat(store.read(other)).isEqualTo("kept");
    }
  }

  @Test
  void closingErasesToo() throws Exception {
    try (OpenStore store = directory.open()) {
      store.store().delete(store.add("deleted-secret"), Expected.ANY);
      assertThat(contains("deleted-secret")).isTrue();
    }
    assertThat(contains("deleted-secret")).isFalse();
  }

  @Test
  void changesDuringUpkeepAreNotLost() throws Exception {
    try (OpenStore store = directory.open(EAGER)) {
      String id = store.add("d");
      for (int i = 0; i < 300; i++) {
        store.store().append(id, Expected.ANY, new NewEdit(NewEdit.CONSOLE, "edit " + i));
        if (i % 10 == 0) {
          store.store().delete(store.add(letters(300_000)), Expected.ANY);
        }
      }
      until(() -> size() < 3_000_000);
      assertThat(store.store().history(id).orElseThrow().applied()).hasSize(300);
    }
    try (OpenStore store = directory.open()) {
      assertThat(store.store().list()).hasSize(1);
    }
  }

  @Test
  void onlyTheOwnerMayRead() throws Exception {
    try (OpenStore store = directory.open(EAGER)) {
      String id = store.add("d");
      store.replace(id, "e");
      until(() -> !Files.exists(directory.path().resolve("podlane-new.mv.db")));
      try (Stream<Path> files = Files.list(directory.path())) {
        assertThat(files.toList())
            .isNotEmpty()
            .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
      }
    }
    assertThat(permissions(directory.path())).isEqualTo("rwx------");
    Files.setPosixFilePermissions(
        directory.database(), PosixFilePermissions.fromString("rw-r--r--"));
    directory.open().close();
    assertThat(permissions(directory.database())).isEqualTo("rw-------");
  }

  @Test
  void whatADeadProcessWasWritingIsCleared() throws Exception {
    directory.open().close();
    Path half = directory.path().resolve("podlane-new.mv.db");
    Files.writeString(half, "half a file");
    directory.open().close();
    assertThat(half).doesNotExist();
  }

  @Test
  void theListOfCopiedTablesIsWhole() throws Exception {
    try (OpenStore store = directory.open();
        var connection = store.file().source().getConnection();
        var tables =
            connection.getMetaData().getTables(null, "PUBLIC", null, new String[] {"BASE TABLE"})) {
      List<String> names = new java.util.ArrayList<>();
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME").toLowerCase(java.util.Locale.ROOT));
      }
      names.remove("flyway_schema_history");
      assertThat(names)
          .as("ClusterCopy and RoomCopy know them all")
          .containsExactlyInAnyOrder(
              "clusters", "edits", "room_events", "rooms", "store_totals", "text_parts", "texts");
    }
  }

  private String letters(int count) {
    StringBuilder text = new StringBuilder(count);
    random.ints(count, 'a', 'z' + 1).forEach(letter -> text.append((char) letter));
    return text.toString();
  }

  private long size() {
    try {
      return Files.size(directory.database());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private boolean contains(String text) {
    try {
      return Files.readString(directory.database(), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void until(BooleanSupplier done) throws InterruptedException {
    while (!done.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
