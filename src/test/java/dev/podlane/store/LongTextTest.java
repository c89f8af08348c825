package dev.podlane.store;

import static dev.podlane.store.StoreFixture.documents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** Texts of many parts: read whole and of one version, and gone when nothing has them. */
class LongTextTest {
  private static final String OLD = "old 中文 ".repeat(400_000);
  private static final String NEW = "new\n".repeat(300_000);

  private final DataSource source = StoreFixture.memory();
  private final ClusterStore store =
      StoreFixture.store(source, StoreFixture.limits(2, DataSize.ofMegabytes(12)));

  @Test
  void theyAreReadPartByPartAndWhole() {
    String id = add(OLD);
    List<String> parts = new ArrayList<>();

    assertThat(store.documents(id, parts::add)).isEqualTo(store.summary(id));
    assertThat(parts).hasSizeGreaterThan(4);
    assertThat(String.join("", parts)).isEqualTo(OLD);
    assertThat(store.find(id).orElseThrow().documents()).isEqualTo(OLD);
    assertThatExceptionOfType(TooLongException.class)
        .isThrownBy(() -> store.open(id, OLD.length() - 1));
    assertThat(store.open(id, OLD.length()).orElseThrow().cluster().documents()).isEqualTo(OLD);
    assertThat(store.documents("c-none", parts::add)).isEmpty();
  }

  @Test
  void aReplacementWhileReadingIsNotSeen() {
    String id = add(OLD);
    StringBuilder read = new StringBuilder();

    Summary of =
        store
            .documents(
                id,
                part -> {
                  if (read.isEmpty()) {
                    inAnotherThread(
                        () -> store.replace(id, Expected.ANY, "n", documents(NEW), EditsThen.STAY));
                  }
                  read.append(part);
                })
            .orElseThrow();

    assertThat(read.toString()).isEqualTo(OLD);
    assertThat(of.version()).isEqualTo(1);
    assertThat(store.find(id).orElseThrow().documents()).isEqualTo(NEW);
  }

  @Test
  void textsThatNothingHasAreGone() {
    String id = add(OLD);
    long kept = rows();
    store.replace(id, Expected.ANY, "n", documents(OLD), EditsThen.GO);
    assertThatExceptionOfType(StaleVersionException.class)
        .isThrownBy(
            () -> store.replace(id, Expected.version(1), "n", documents(NEW), EditsThen.GO));
    assertThatExceptionOfType(StoreFullException.class).isThrownBy(() -> add(OLD + OLD));
    assertThat(rows()).isEqualTo(kept);

    store.delete(id, Expected.ANY);
    assertThat(rows()).isZero();
  }

  @Test
  void whatADeadServerLeftIsRemovedAndNothingElse() {
    String id = add("kept");
    JdbcClient jdbc = JdbcClient.create(source);
    jdbc.sql("insert into texts (id, digest, begun) select 't-left', 'd', begun from texts")
        .update();
    jdbc.sql("insert into text_parts (text_id, part, content) values ('t-left', 0, 'x')").update();

    store.forgetUnused(StoreFixture.NOW.instant().minusSeconds(1));
    assertThat(rows()).isEqualTo(4);
    store.forgetUnused(StoreFixture.NOW.instant().plusSeconds(1));
    assertThat(rows()).isEqualTo(2);
    assertThat(store.find(id).orElseThrow().documents()).isEqualTo("kept");
  }

  private static void inAnotherThread(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String add(String text) {
    return store.add("n", documents(text), List.of()).id();
  }

  private long rows() {
    String all = "select (select count(*) from texts) + (select count(*) from text_parts)";
    return JdbcClient.create(source).sql(all).query(Long.class).single();
  }
}
