package dev.podlane.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.store.RoomStore;
import dev.podlane.store.RoomStore.Line;
import dev.podlane.store.SavedRoom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.util.unit.DataSize;

/**
 * Rooms come along whenever the file is written anew, and nothing of them is left when they end.
 */
class RoomsInFileTest {
  private static final Instant BEGUN = Instant.parse("2026-03-01T09:30:00.123456Z");
  private static final SavedRoom ROOM =
      new SavedRoom(
          "4F7K3M", "digest", "", BEGUN, BEGUN.plusSeconds(60), List.of("named\tfalse", "a\tb"), 2);

  private final Directory directory;

  RoomsInFileTest(@TempDir Path path) {
    directory = new Directory(path.resolve("data"));
  }

  private static RoomStore rooms(OpenStore store) {
    return new RoomStore(
        store.file(),
        JdbcClient.create(store.file().source()),
        new DataSourceTransactionManager(store.file().source()));
  }

  @Test
  void aRoomIsThereAfterTheFileWasWrittenAnew() throws Exception {
    try (OpenStore store = directory.open()) {
      rooms(store).add(ROOM);
      rooms(store).append(List.of(new Line("4F7K3M", 3, "closed")));
      store.file().rewrite(() -> {});

      SavedRoom kept = rooms(store).all().get(0);
      assertThat(kept.lines()).containsExactly("named\tfalse", "a\tb", "closed");
      assertThat(kept.seq()).isEqualTo(3);
      assertThat(kept.begun()).isEqualTo(BEGUN);
      assertThat(kept.ends()).isEqualTo(ROOM.ends());
    }
    try (OpenStore store = directory.open()) {
      assertThat(rooms(store).all()).hasSize(1);
    }
  }

  @Test
  void aSalvagedFileHasItsRooms() throws Exception {
    try (OpenStore store = directory.open()) {
      store.add("text");
      rooms(store).add(ROOM);
    }
    Files.writeString(directory.journal(), "nonsense");
    StoreFileProperties salvage =
        new StoreFileProperties(Duration.ofDays(1), DataSize.ofGigabytes(1), true);

    try (OpenStore store = directory.open(salvage)) {
      assertThat(rooms(store).all()).containsExactly(ROOM);
    }
  }

  @Test
  void aShortenedLogKeepsItsNumbers() {
    try (OpenStore store = directory.open()) {
      rooms(store).add(ROOM);
      rooms(store).append(List.of(new Line("4F7K3M", 3, "x"), new Line("4F7K3M", 4, "y")));
      rooms(store).shorten("4F7K3M", List.of("short"), 4);
      rooms(store).append(List.of(new Line("4F7K3M", 5, "z")));

      assertThat(rooms(store).all().get(0).lines()).containsExactly("short", "z");
      assertThat(rooms(store).all().get(0).seq()).isEqualTo(5);
      rooms(store).remove("4F7K3M");
      assertThat(rooms(store).all()).isEmpty();
    }
  }

  /** A file of the version before rooms, with a cluster. */
  @Test
  void aFileWithoutRoomsIsTakenOver() throws Exception {
    String id;
    try (OpenStore store = directory.open()) {
      id = store.add("text");
    }
    try (Connection old = H2Files.open(directory.database())) {
      JdbcRows.write(old, "drop table room_events");
      JdbcRows.write(old, "drop table rooms");
      JdbcRows.write(old, "delete from \"flyway_schema_history\" where \"version\" = '5'");
      H2Files.shutDown(old);
    }

    try (OpenStore store = directory.open()) {
      assertThat(store.read(id)).isEqualTo("text");
      rooms(store).add(ROOM);
      assertThat(rooms(store).all()).hasSize(1);
    }
  }
}
