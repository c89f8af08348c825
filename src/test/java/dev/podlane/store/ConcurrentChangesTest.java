package dev.podlane.store;

import static dev.podlane.store.StoreFixture.documents;
import static dev.podlane.store.StoreFixture.edit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/**
 * Changes at the same time, as by several servers on one database: none is lost, no limit passed.
 */
class ConcurrentChangesTest {
  private final DataSource source = StoreFixture.memory();

  @Test
  void ofManyReplacementsOfOneVersionOneIsMade() throws Exception {
    ClusterStore store = store(9, DataSize.ofMegabytes(1));
    String id = store.add("n", documents("d"), List.of()).id();

    List<Boolean> made =
        atOnce(
            each -> {
              try {
                return store
                    .replace(id, Expected.version(1), "n", documents("by " + each), EditsThen.STAY)
                    .isPresent();
              } catch (StaleVersionException late) {
                return false;
              }
            });

    assertThat(made).containsOnlyOnce(true);
    assertThat(store.find(id).orElseThrow().documents()).isEqualTo("by " + made.indexOf(true));
  }

  @Test
  void allEditsAreKeptInOneChain() throws Exception {
    ClusterStore store = store(9, DataSize.ofMegabytes(1));
    String id = store.add("n", documents("d"), List.of()).id();

    atOnce(each -> store.append(id, Expected.ANY, edit("edit " + each)).isPresent());

    History history = store.history(id).orElseThrow();
    assertThat(history.applied()).hasSize(8).isEqualTo(history.all());
    assertThat(history.version()).isEqualTo(9);
  }

  @Test
  void limitsHoldForAllTogether() throws Exception {
    ClusterStore store = store(5, DataSize.ofBytes(30));

    List<Boolean> made = atOnce(each -> tryAdd(store));

    assertThat(made).filteredOn(done -> done).hasSize(3);
    assertThat(store.list()).hasSize(3);
    store.list().forEach(entry -> store.delete(entry.id(), Expected.ANY));
    assertThat(
            JdbcClient.create(source)
                .sql("select clusters + bytes from store_totals")
                .query(Long.class)
                .single())
        .isZero();
  }

  private static boolean tryAdd(ClusterStore store) {
    try {
      store.add("n", documents("ten octets"), List.of());
      return true;
    } catch (StoreFullException full) {
      return false;
    }
  }

  private interface Work {
    boolean by(int number);
  }

  private static List<Boolean> atOnce(Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int number = i;
        all.add(() -> work.by(number));
      }
      List<Boolean> done = new ArrayList<>();
      for (Future<Boolean> each : threads.invokeAll(all)) {
        done.add(each.get());
      }
      return done;
    } finally {
      threads.shutdownNow();
    }
  }

  private ClusterStore store(int clusters, DataSize size) {
    return StoreFixture.store(source, StoreFixture.limits(clusters, size));
  }
}
