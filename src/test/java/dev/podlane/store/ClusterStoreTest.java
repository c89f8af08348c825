package dev.podlane.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.podlane.store.StoreFullException.Limit;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** The store keeps what it is given, within its limits. */
class ClusterStoreTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05.678901234Z"), ZoneOffset.UTC);
  private static final Blanked SOME = Blanked.parse("1,2,3");

  private final JdbcDataSource source = new JdbcDataSource();

  ClusterStoreTest() {
    source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    Flyway.configure().dataSource(source).load().migrate();
  }

  @Test
  void whatIsReadEqualsWhatWasAdded() {
    ClusterStore store = store(10, DataSize.ofMegabytes(1));

    SavedCluster added = store.add("a name", "application/yaml", "text: 中文 'quoted'\n", SOME);

    assertThat(store.find(added.id())).contains(added);
    assertThat(added.created()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678901Z"));
    assertThat(store.list()).extracting(ClusterStore.Entry::id).containsExactly(added.id());
  }

  @Test
  void idsDiffer() {
    ClusterStore store = store(50, DataSize.ofMegabytes(1));
    for (int i = 0; i < 50; i++) {
      store.add("n", "t", "d", Blanked.NONE);
    }
    assertThat(store.list()).extracting(ClusterStore.Entry::id).doesNotHaveDuplicates().hasSize(50);
  }

  @Test
  void oneClusterTooManyIsRefused() {
    ClusterStore store = store(1, DataSize.ofMegabytes(1));
    SavedCluster first = store.add("n", "t", "d", Blanked.NONE);

    assertThatExceptionOfType(StoreFullException.class)
        .isThrownBy(() -> store.add("n", "t", "d", Blanked.NONE))
        .matches(full -> full.limit() == Limit.CLUSTERS && full.allowed() == 1);
    assertThat(store.delete(first.id())).isTrue();
    assertThat(store.add("n", "t", "d", Blanked.NONE)).isNotNull();
  }

  @Test
  void bytesAreCountedAcrossClustersAndAReplacedTextIsNotCountedTwice() {
    String half = "ä".repeat(25);
    assertThat(half.getBytes(StandardCharsets.UTF_8)).hasSize(50);
    ClusterStore store = store(9, DataSize.ofBytes(100));
    store.add("n", "t", half, Blanked.NONE);
    SavedCluster second = store.add("n", "t", half, Blanked.NONE);

    assertThatExceptionOfType(StoreFullException.class)
        .isThrownBy(() -> store.add("n", "t", "x", Blanked.NONE))
        .matches(full -> full.limit() == Limit.BYTES && full.allowed() == 100);
    assertThat(store.replace(second.id(), "n", "t", half, SOME))
        .hasValueSatisfying(now -> assertThat(now.blanked()).isEqualTo(SOME));
    assertThatExceptionOfType(StoreFullException.class)
        .isThrownBy(() -> store.replace(second.id(), "n", "t", half + "x", SOME));
    assertThat(store.find(second.id()).orElseThrow().documents()).isEqualTo(half);
  }

  @Test
  void whatIsNotThereCannotBeChanged() {
    ClusterStore store = store(9, DataSize.ofBytes(100));

    assertThat(store.replace("c-none", "n", "t", "d", SOME)).isEmpty();
    assertThat(store.delete("c-none")).isFalse();
    assertThat(store.find("c-none' or '1'='1")).isEmpty();
  }

  private ClusterStore store(int clusters, DataSize size) {
    return new ClusterStore(JdbcClient.create(source), new StoreProperties(clusters, size), NOW);
  }
}
