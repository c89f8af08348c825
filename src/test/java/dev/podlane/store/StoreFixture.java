package dev.podlane.store;

import dev.podlane.store.setup.ServerMedium;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.util.unit.DataSize;

/** Stores for tests. */
final class StoreFixture {
  static final Clock NOW =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05.678901234Z"), ZoneOffset.UTC);

  private StoreFixture() {}

  /** An empty database in memory. */
  static DataSource memory() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000");
    Flyway.configure().dataSource(source).locations("classpath:db/store").load().migrate();
    return source;
  }

  static ClusterStore store(DataSource source, StoreProperties limits) {
    return store(new ServerMedium(JdbcClient.create(source)), source, limits);
  }

  static ClusterStore store(Medium medium, DataSource source, StoreProperties limits) {
    return new ClusterStore(
        medium, JdbcClient.create(source), new DataSourceTransactionManager(source), limits, NOW);
  }

  static StoreProperties limits(int clusters, DataSize size) {
    return new StoreProperties(clusters, size, 20, DataSize.ofBytes(1000));
  }

  static NewDocuments documents(String text) {
    return new NewDocuments("application/yaml", text, Blanked.NONE);
  }

  static NewEdit edit(String text) {
    return new NewEdit(NewEdit.CONSOLE, text);
  }
}
