package dev.podlane.store.file;

import dev.podlane.store.Blanked;
import dev.podlane.store.ClusterStore;
import dev.podlane.store.EditsThen;
import dev.podlane.store.Expected;
import dev.podlane.store.Medium;
import dev.podlane.store.NewDocuments;
import dev.podlane.store.StoreProperties;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.util.unit.DataSize;

/** A store over the file of a directory. */
record OpenStore(StoreFile file, ClusterStore store) implements AutoCloseable {
  private static final StoreProperties LIMITS =
      new StoreProperties(100_000, DataSize.ofGigabytes(1), 10_000, DataSize.ofMegabytes(16));

  static OpenStore open(Path directory, StoreFileProperties settings) {
    StoreFile file = StoreFile.open(directory, Directory.NO_EDITS, settings);
    return new OpenStore(file, over(file, file.source()));
  }

  private static ClusterStore over(Medium medium, DataSource source) {
    return new ClusterStore(
        medium,
        JdbcClient.create(source),
        new DataSourceTransactionManager(source),
        LIMITS,
        Clock.systemUTC());
  }

  /** Adds a text while the file is told that only a few bytes come. */
  void addMoreThanSaid(String text) {
    ClusterStore unguarded = over(new Unguarded(), file.source());
    file.change(
        new Medium.Change(1, false),
        () -> unguarded.add("n", documents(text), List.of()),
        done -> Optional.empty());
  }

  /** Lets everything through. */
  private static final class Unguarded implements Medium {
    @Override
    public <T> T read(Supplier<T> work) {
      return work.get();
    }

    @Override
    public <T> T change(Change change, Supplier<T> work, Function<T, Optional<Mark>> mark) {
      return work.get();
    }

    @Override
    public <T> T remove(String id, Supplier<T> work) {
      return work.get();
    }

    @Override
    public void tidy(Runnable work) {
      work.run();
    }

    @Override
    public boolean ready() {
      return true;
    }
  }

  String add(String text) {
    return store.add("n", documents(text), List.of()).id();
  }

  void replace(String id, String text) {
    store.replace(id, Expected.ANY, "n", documents(text), EditsThen.GO);
  }

  String read(String id) {
    return store.find(id).orElseThrow().documents();
  }

  static NewDocuments documents(String text) {
    return new NewDocuments("application/yaml", text, Blanked.NONE);
  }

  @Override
  public void close() {
    file.close();
  }
}
