package dev.podlane.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.store.Expected;
import dev.podlane.store.History;
import dev.podlane.store.ListedCluster;
import dev.podlane.store.OwnerRows;
import dev.podlane.store.Ownership;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database from before clusters had owners opens with everything in it, all of it nobody's. */
class ThirdFormatTest {
  private static final String HASH = "a".repeat(64);

  private final Directory directory;

  ThirdFormatTest(@TempDir Path path) {
    directory = new Directory(path);
  }

  @BeforeEach
  void copy() throws IOException {
    try (InputStream old =
        ThirdFormatTest.class.getResourceAsStream("/store/podlane-5b5e79b.mv.db")) {
      Files.copy(Objects.requireNonNull(old), directory.database());
    }
  }

  @Test
  void everythingIsThereAndNobodys() {
    for (int time = 0; time < 2; time++) {
      try (OpenStore store = directory.open()) {
        List<ListedCluster> listed = store.store().list();
        assertThat(listed).extracting(ListedCluster::name).containsExactly("Shop", "Small");
        String id = listed.get(0).id();
        History history = store.store().history(id).orElseThrow();
        assertThat(history.applied())
            .singleElement()
            .matches(edit -> edit.payload().contains("10.0.2.0/24"));
        assertThat(history.undone()).hasSize(1);
        assertThat(store.read(listed.get(1).id())).contains("# 中文");
        assertThat(owners(store).of(id))
            .contains(new Ownership("", "", listed.get(0).updated(), false));
        assertThat(owners(store).unread(Instant.parse("2999-01-01T00:00:00Z"), 9)).isEmpty();
      }
    }
  }

  @Test
  void ownersOfNewClustersOutliveARestartAndARewrite() throws Exception {
    String id;
    try (OpenStore store = directory.open()) {
      id = store.store().add("Mine", OpenStore.documents("kind: Pod\n"), List.of(), HASH).id();
      owners(store).editHash(id, HASH.replace('a', 'b'));
      owners(store).named(id, true);
      owners(store).seen(id, Instant.parse("2026-05-06T07:08:09Z"));
      store.store().delete(store.store().list().get(0).id(), Expected.ANY);
      store.file().rewrite(() -> {});
      assertThat(owners(store).usage(HASH).clusters()).isEqualTo(1);
    }
    try (OpenStore store = directory.open()) {
      assertThat(owners(store).of(id))
          .contains(
              new Ownership(
                  HASH, HASH.replace('a', 'b'), Instant.parse("2026-05-06T07:08:09Z"), true));
      assertThat(owners(store).list(HASH, Instant.EPOCH))
          .extracting(ListedCluster::id)
          .containsExactly(id);
      assertThat(owners(store).unread(Instant.parse("2026-05-06T07:08:10Z"), 9))
          .containsExactly(id);
      assertThat(owners(store).unread(Instant.parse("2026-05-06T07:08:09Z"), 9)).isEmpty();
    }
  }

  private static OwnerRows owners(OpenStore store) {
    return new OwnerRows(store.file(), JdbcClient.create(store.file().source()));
  }
}
