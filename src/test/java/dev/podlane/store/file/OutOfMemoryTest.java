package dev.podlane.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.podlane.store.Medium.Change;
import dev.podlane.store.ReopenedException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever closes the database under a use, the next use finds it open and whole. */
@Timeout(120)
class OutOfMemoryTest {
  private final OpenStore store;
  private final String id;

  OutOfMemoryTest(@TempDir Path path) {
    store = new Directory(path.resolve("data")).open();
    id = store.add("documents");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void memoryThatRunsOutInAChange() {
    refuses(
        () -> {
          abandon();
          throw new OutOfMemoryError("injected");
        },
        true);
  }

  @Test
  void memoryThatRunsOutInTheDatabase() {
    refuses(
        () -> {
          abandon();
          throw new IllegalStateException(new SQLException(new OutOfMemoryError("injected")));
        },
        true);
  }

  @Test
  void aDatabaseThatWasClosedInTheMiddle() {
    refuses(
        () -> {
          abandon();
          throw new IllegalStateException(new SQLException("closed by somebody"));
        },
        false);
  }

  @Test
  void aDatabaseThatWasClosedAfterTheChange() {
    store
        .file()
        .change(
            new Change(1, false),
            () -> {
              store.replace(id, "documents");
              abandon();
              return true;
            },
            done -> Optional.empty());
    isWhole();
  }

  @Test
  void reading() {
    assertThatExceptionOfType(ReopenedException.class)
        .isThrownBy(
            () ->
                store
                    .file()
                    .read(
                        () -> {
                          throw new OutOfMemoryError("injected");
                        }));
    abandon();
    isWhole();
  }

  @Test
  void anyOtherFailureIsTheCallers() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () ->
                change(
                    () -> {
                      throw new IllegalArgumentException("no such edit");
                    }));
    isWhole();
  }

  private void refuses(Supplier<Boolean> work, boolean memory) {
    assertThatExceptionOfType(ReopenedException.class)
        .isThrownBy(() -> change(work))
        .matches(told -> told.isOutOfMemory() == memory);
    isWhole();
  }

  private void change(Supplier<Boolean> work) {
    store.file().change(new Change(1, false), work, done -> Optional.empty());
  }

  private void isWhole() {
    assertThat(store.read(id)).isEqualTo("documents");
    store.replace(id, "newer");
    assertThat(store.read(id)).isEqualTo("newer");
    assertThat(store.file().ready()).isTrue();
  }

  private void abandon() {
    try (Connection connection = store.file().source().getConnection()) {
      H2Files.abandon(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
