package dev.podlane.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.podlane.store.Expected;
import dev.podlane.store.History;
import dev.podlane.store.ListedCluster;
import dev.podlane.store.file.UnusableException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** A database with each text in one row opens with all texts cut, or stays as it is. */
class SecondFormatTest {
  private static final String LAST =
      "# 009000 long enough for several parts, mit Umlauten äöü and 中文 𝄞\n";

  private final Directory directory;

  SecondFormatTest(@TempDir Path path) {
    directory = new Directory(path);
  }

  @BeforeEach
  void copy() throws IOException {
    try (InputStream old =
        SecondFormatTest.class.getResourceAsStream("/store/podlane-9a3bf51.mv.db")) {
      Files.copy(Objects.requireNonNull(old), directory.database());
    }
  }

  @Test
  void everythingIsThere() {
    for (int time = 0; time < 2; time++) {
      try (OpenStore store = directory.open()) {
        assertThat(store.store().list())
            .extracting(ListedCluster::name)
            .containsExactly("Shop", "Long");
        List<String> parts = new ArrayList<>();
        store.store().documents(id(store, 1), parts::add);
        assertThat(parts).hasSize(2);
        String text = String.join("", parts);
        assertThat(text)
            .endsWith(LAST)
            .startsWith("apiVersion: podlane.dev/v1\nkind: LinuxNetwork\n");
        assertThat(text.lines().filter(line -> line.contains("long enough"))).hasSize(9_001);
        History history = store.store().history(id(store, 0)).orElseThrow();
        assertThat(history.applied())
            .singleElement()
            .matches(e -> e.payload().contains("10.9.0.0"));
        assertThat(history.undone())
            .singleElement()
            .matches(e -> e.payload().contains("ip_forward"));
        assertThat(store.store().find(id(store, 0)).orElseThrow().version()).isEqualTo(4);
      }
    }
  }

  @Test
  void itCanBeChanged() {
    try (OpenStore store = directory.open()) {
      String id = id(store, 1);
      store.replace(id, "newer");
      store.store().delete(id(store, 0), Expected.ANY);
      assertThat(store.read(id)).isEqualTo("newer");
    }
  }

  @Test
  void anAlteredTextIsNamedAndTheFileStays() throws Exception {
    alter(
        "update cluster_documents set documents = 'x' where cluster_id in (select id from clusters"
            + " where name = 'Long')");
    assertThat(refusal().reason()).isEqualTo(Reason.ALTERED);
    assertThat(refusal().args()).contains("1", "2");

    directory
        .open(new StoreFileProperties(Duration.ofDays(1), DataSize.ofGigabytes(1), true))
        .close();
    try (OpenStore store = directory.open()) {
      assertThat(store.store().list()).extracting(ListedCluster::name).containsExactly("Shop");
    }
  }

  @Test
  void aTextThatIsMissingIsNoReasonToLoseItsCluster() throws Exception {
    alter("delete from cluster_documents");
    assertThat(refusal().reason()).isEqualTo(Reason.NOT_MIGRATED);
  }

  private UnusableException refusal() throws IOException {
    Map<String, ?> before = directory.files();
    UnusableException refused =
        catchThrowableOfType(UnusableException.class, () -> directory.open().close());
    assertThat(directory.files()).isEqualTo(before);
    return refused;
  }

  private void alter(String statement) throws Exception {
    Connection connection = H2Files.open(directory.database());
    JdbcRows.write(connection, statement);
    H2Files.shutDown(connection);
  }

  private static String id(OpenStore store, int index) {
    return store.store().list().get(index).id();
  }
}
