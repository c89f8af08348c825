package dev.podlane.store;

import static dev.podlane.store.StoreFixture.documents;
import static dev.podlane.store.StoreFixture.edit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.podlane.store.StoreFullException.Limit;
import dev.podlane.tools.NeedsTool;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** The same store on PostgreSQL, as the tables and statements are those of both. */
@NeedsTool("postgres")
@Timeout(180)
class PostgresTest {
  private static PostgresServer server;

  @BeforeAll
  static void start(@TempDir java.nio.file.Path directory) throws Exception {
    server = PostgresServer.start(directory);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void clustersAndEditsAreKept() {
    ClusterStore store = store(9, DataSize.ofMegabytes(1));
    String text = "text: 中文 'quoted'\n" + "x".repeat(100_000);
    SavedCluster added = store.add("a name", documents(text), List.of(edit("a")));
    assertThat(store.find(added.id())).contains(added);

    Position b = store.append(added.id(), Expected.version(1), edit("b")).orElseThrow();
    store.moveHead(added.id(), Expected.version(b.version()), 1);
    Position c = store.append(added.id(), Expected.ANY, edit("c")).orElseThrow();
    History history = store.history(added.id()).orElseThrow();
    assertThat(history.applied()).extracting(SavedEdit::payload).containsExactly("a", "c");
    assertThat(history.all()).hasSize(3);
    assertThatExceptionOfType(StaleVersionException.class)
        .isThrownBy(() -> store.append(added.id(), Expected.version(1), edit("d")));

    Expected now = Expected.version(c.version());
    assertThat(store.replace(added.id(), now, "n", documents("e"), EditsThen.GO)).isPresent();
    assertThat(store.history(added.id()).orElseThrow().all()).isEmpty();
    assertThat(store.delete(added.id(), Expected.ANY)).isTrue();
    assertThat(store.list()).extracting(ListedCluster::id).doesNotContain(added.id());
  }

  @Test
  void limitsAndVersionsHoldForManyAtOnce() throws Exception {
    ClusterStore store = store(9, DataSize.ofMegabytes(1));
    String id = store.add("n", documents("d"), List.of()).id();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    Callable<Boolean> replace =
        () -> {
          try {
            return store
                .replace(id, Expected.version(1), "n", documents("e"), EditsThen.STAY)
                .isPresent();
          } catch (StaleVersionException late) {
            return false;
          }
        };
    try {
      int made = 0;
      for (Future<Boolean> each : threads.invokeAll(java.util.Collections.nCopies(8, replace))) {
        made += each.get() ? 1 : 0;
      }
      assertThat(made).isOne();
    } finally {
      threads.shutdownNow();
      store.delete(id, Expected.ANY);
    }
  }

  @Test
  void aFullStoreIsFullHereToo() {
    ClusterStore store = store(1, DataSize.ofBytes(10));
    assertThatExceptionOfType(StoreFullException.class)
        .isThrownBy(() -> store.add("n", documents("eleven octets"), List.of()))
        .matches(full -> full.limit() == Limit.BYTES);
    String id = store.add("n", documents("d"), List.of()).id();
    assertThatExceptionOfType(StoreFullException.class)
        .isThrownBy(() -> store.add("n", documents("d"), List.of()))
        .matches(full -> full.limit() == Limit.CLUSTERS);
    store.delete(id, Expected.ANY);
  }

  private static ClusterStore store(int clusters, DataSize size) {
    return StoreFixture.store(server.source(), StoreFixture.limits(clusters, size));
  }
}
