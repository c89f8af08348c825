package dev.podlane.store;

import static dev.podlane.store.StoreFixture.documents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.podlane.store.StoreFullException.Limit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** The store keeps what it is given, within its limits. */
class ClusterStoreTest {
  private static final Blanked SOME = Blanked.parse("1,2,3");

  private final DataSource source = StoreFixture.memory();

  @Test
  void whatIsReadEqualsWhatWasAdded() {
    ClusterStore store = store(10, DataSize.ofMegabytes(1));

    SavedCluster added =
        store.add(
            "a name", new NewDocuments("application/yaml", "text: 中文 'quoted'\n", SOME), List.of());

    assertThat(store.find(added.id())).contains(added);
    assertThat(added.created()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678901Z"));
    assertThat(added.version()).isEqualTo(1);
    assertThat(store.list()).extracting(ListedCluster::id).containsExactly(added.id());
  }

  @Test
  void idsDiffer() {
    ClusterStore store = store(50, DataSize.ofMegabytes(1));
    for (int i = 0; i < 50; i++) {
      add(store, "d");
    }
    assertThat(store.list()).extracting(ListedCluster::id).doesNotHaveDuplicates().hasSize(50);
  }

  @Test
  void oneClusterTooManyIsRefused() {
    ClusterStore store = store(1, DataSize.ofMegabytes(1));
    SavedCluster first = add(store, "d");

    assertThatExceptionOfType(StoreFullException.class)
        .isThrownBy(() -> add(store, "d"))
        .matches(full -> full.limit() == Limit.CLUSTERS && full.allowed() == 1);
    assertThat(store.delete(first.id(), Expected.ANY)).isTrue();
    assertThat(add(store, "d")).isNotNull();
  }

  @Test
  void bytesAreCountedAcrossClustersAndAReplacedTextIsNotCountedTwice() {
    String half = "ä".repeat(25);
    assertThat(half.getBytes(StandardCharsets.UTF_8)).hasSize(50);
    ClusterStore store = store(9, DataSize.ofBytes(100));
    add(store, half);
    SavedCluster second = add(store, half);

    assertThatExceptionOfType(StoreFullException.class)
        .isThrownBy(() -> add(store, "x"))
        .matches(full -> full.limit() == Limit.BYTES && full.allowed() == 100);
    assertThat(replace(store, second.id(), half)).isEqualTo(2);
    assertThatExceptionOfType(StoreFullException.class)
        .isThrownBy(() -> replace(store, second.id(), half + "x"));
    assertThat(store.find(second.id()).orElseThrow().documents()).isEqualTo(half);
    assertThat(store.find(second.id()).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void editsCountAsBytesTooAndGoWithTheirCluster() {
    ClusterStore store = store(9, DataSize.ofBytes(100));
    SavedCluster one = add(store, "d".repeat(90));

    assertThat(store.append(one.id(), Expected.ANY, StoreFixture.edit("e".repeat(10)))).isPresent();
    assertThatExceptionOfType(StoreFullException.class)
        .isThrownBy(() -> store.append(one.id(), Expected.ANY, StoreFixture.edit("e")))
        .matches(full -> full.limit() == Limit.BYTES);
    assertThat(store.history(one.id()).orElseThrow().applied()).hasSize(1);
    store.delete(one.id(), Expected.ANY);
    assertThat(add(store, "d".repeat(100)).version()).isEqualTo(1);
  }

  @Test
  void whatIsNotThereCannotBeChanged() {
    ClusterStore store = store(9, DataSize.ofBytes(100));

    assertThat(store.replace("c-none", Expected.version(1), "n", documents("d"), EditsThen.STAY))
        .isEmpty();
    assertThat(store.append("c-none", Expected.ANY, StoreFixture.edit("e"))).isEmpty();
    assertThat(store.moveHead("c-none", Expected.ANY, 0)).isEmpty();
    assertThat(store.history("c-none")).isEmpty();
    assertThat(store.delete("c-none", Expected.ANY)).isFalse();
    assertThat(store.find("c-none' or '1'='1")).isEmpty();
  }

  @Test
  void ofTwoChangesFromOneVersionTheSecondIsRefused() {
    ClusterStore store = store(9, DataSize.ofBytes(100));
    String id = add(store, "first").id();
    Expected read = Expected.version(1);
    store.replace(id, read, "n", documents("second"), EditsThen.STAY);

    assertThatExceptionOfType(StaleVersionException.class)
        .isThrownBy(() -> store.replace(id, read, "n", documents("third"), EditsThen.STAY))
        .matches(stale -> stale.actual() == 2 && stale.id().equals(id));
    assertThatExceptionOfType(StaleVersionException.class).isThrownBy(() -> store.delete(id, read));
    assertThatExceptionOfType(StaleVersionException.class)
        .isThrownBy(() -> store.append(id, read, StoreFixture.edit("e")));
    assertThatExceptionOfType(StaleVersionException.class)
        .isThrownBy(() -> store.moveHead(id, read, 0));
    assertThat(store.find(id).orElseThrow().documents()).isEqualTo("second");
    assertThat(store.delete(id, new Expected(List.of(1L, 2L)))).isTrue();
  }

  @Test
  void bytesThatWereChangedBesideTheStoreAreNoticed() {
    ClusterStore store = store(9, DataSize.ofBytes(100));
    String id = add(store, "documents").id();
    store.append(id, Expected.ANY, StoreFixture.edit("an edit"));

    JdbcClient.create(source).sql("update edits set payload = 'another'").update();
    assertThatExceptionOfType(DamagedException.class)
        .isThrownBy(() -> store.history(id))
        .matches(damaged -> damaged.id().equals(id));
    JdbcClient.create(source).sql("update text_parts set content = 'd0cuments'").update();
    assertThatExceptionOfType(DamagedException.class).isThrownBy(() -> store.find(id));
  }

  private static SavedCluster add(ClusterStore store, String text) {
    return store.add("n", documents(text), List.of());
  }

  private static long replace(ClusterStore store, String id, String text) {
    return store
        .replace(id, Expected.ANY, "n", documents(text), EditsThen.STAY)
        .orElseThrow()
        .version();
  }

  private ClusterStore store(int clusters, DataSize size) {
    return StoreFixture.store(source, StoreFixture.limits(clusters, size));
  }
}
