package dev.podlane.web.space;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.store.Blanked;
import dev.podlane.store.ClusterStore;
import dev.podlane.store.Medium;
import dev.podlane.store.NewDocuments;
import dev.podlane.store.OwnerRows;
import dev.podlane.store.StoreProperties;
import dev.podlane.store.setup.ServerMedium;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.util.unit.DataSize;

/** Clusters that nobody opens are removed, and nothing else. */
class ExpiryTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final String HASH = "c".repeat(64);

  private final JdbcDataSource source = new JdbcDataSource();

  ExpiryTest() {
    source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    Flyway.configure().dataSource(source).locations("classpath:db/store").load().migrate();
  }

  private ClusterStore store() {
    return new ClusterStore(
        medium(),
        JdbcClient.create(source),
        new DataSourceTransactionManager(source),
        new StoreProperties(999, DataSize.ofMegabytes(1), 99, DataSize.ofMegabytes(1)),
        Clock.fixed(BEGIN, ZoneOffset.UTC));
  }

  private Medium medium() {
    return new ServerMedium(JdbcClient.create(source));
  }

  private String add(String space) {
    NewDocuments documents = new NewDocuments("application/yaml", "kind: Pod\n", Blanked.NONE);
    return store().add("n", documents, List.of(), space).id();
  }

  /** Counts the clusters removed that many days after the beginning. */
  private int removed(Mode mode, Duration life, long days) {
    OwnerRows owners = new OwnerRows(medium(), JdbcClient.create(source));
    SpaceProperties settings = new SpaceProperties(9, DataSize.ofMegabytes(1), 9, 9, life, "");
    Clock now = Clock.fixed(BEGIN.plus(Duration.ofDays(days)), ZoneOffset.UTC);
    return new Expiry(new Spaces(mode, settings, owners, new Visitors(), now), store()).sweep();
  }

  @Test
  void clustersOfSpacesGoAndThoseOfNobodyStay() {
    String nobodys = add("");
    for (int i = 0; i < 250; i++) {
      add(HASH);
    }
    String seen = add(HASH);
    new OwnerRows(medium(), JdbcClient.create(source)).seen(seen, BEGIN.plus(Duration.ofDays(5)));

    assertThat(removed(Mode.LOCAL, Duration.ofDays(10), 999)).isZero();
    assertThat(removed(Mode.PUBLIC, Duration.ZERO, 999)).isZero();
    assertThat(removed(Mode.PUBLIC, Duration.ofDays(10), 10)).isZero();
    assertThat(removed(Mode.PUBLIC, Duration.ofDays(10), 11)).isEqualTo(250);
    assertThat(store().list())
        .extracting(each -> each.id())
        .containsExactlyInAnyOrder(nobodys, seen);
    assertThat(removed(Mode.PUBLIC, Duration.ofDays(10), 16)).isEqualTo(1);
  }
}
