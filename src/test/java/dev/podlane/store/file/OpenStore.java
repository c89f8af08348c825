package dev.podlane.store.file;

import dev.podlane.store.Blanked;
import dev.podlane.store.ClusterStore;
import dev.podlane.store.Expected;
import dev.podlane.store.NewDocuments;
import dev.podlane.store.StoreProperties;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** A store over the file of a directory. */
record OpenStore(StoreFile file, ClusterStore store) implements AutoCloseable {
  private static final StoreProperties LIMITS =
      new StoreProperties(100_000, DataSize.ofGigabytes(1), 10_000, DataSize.ofMegabytes(16));

  static OpenStore open(Path directory, StoreFileProperties settings) {
    StoreFile file = StoreFile.open(directory, Directory.NO_EDITS, settings);
    DataSource source = file.source();
    ClusterStore store =
        new ClusterStore(
            file,
            JdbcClient.create(source),
            new TransactionTemplate(new DataSourceTransactionManager(source)),
            LIMITS,
            Clock.systemUTC());
    return new OpenStore(file, store);
  }

  String add(String text) {
    return store.add("n", documents(text), List.of()).id();
  }

  void replace(String id, String text) {
    store.replace(id, Expected.ANY, "n", documents(text), ClusterStore.EditsThen.GO);
  }

  String read(String id) {
    return store.find(id).orElseThrow().documents();
  }

  private static NewDocuments documents(String text) {
    return new NewDocuments("application/yaml", text, Blanked.NONE);
  }

  @Override
  public void close() {
    file.close();
  }
}
