package dev.podlane.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads whole clusters during concurrent changes: each text in a transaction with one snapshot. */
final class ClusterReading {
  private final Medium medium;
  private final TransactionTemplate oneMoment;
  private final ClusterRows clusters;
  private final TextRows texts;
  private final EditRows edits;

  ClusterReading(
      Medium medium,
      PlatformTransactionManager transactions,
      ClusterRows clusters,
      TextRows texts,
      EditRows edits) {
    this.medium = medium;
    this.oneMoment = new TransactionTemplate(transactions);
    oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    oneMoment.setReadOnly(true);
    this.clusters = clusters;
    this.texts = texts;
    this.edits = edits;
  }

  Optional<SavedCluster> find(String id, int most) {
    return medium.read(
        () -> {
          List<String> parts = new ArrayList<>();
          long[] units = {0};
          Consumer<String> collect =
              part -> {
                units[0] += part.length();
                if (units[0] > most) {
                  throw new TooLongException(id, most);
                }
                parts.add(part);
              };
          return parts(id, collect).map(found -> found.with(String.join("", parts)));
        });
  }

  Optional<Summary> documents(String id, Consumer<String> part) {
    AtomicBoolean begun = new AtomicBoolean();
    Supplier<Optional<Summary>> once =
        () -> {
          if (begun.getAndSet(true)) {
            throw new ReopenedException(new IllegalStateException("in the middle"), false);
          }
          return parts(id, part);
        };
    Optional<Long> there = medium.read(() -> clusters.version(id));
    return there.flatMap(version -> medium.read(once));
  }

  Optional<Opened> open(String id, int most) {
    while (true) {
      Optional<SavedCluster> cluster = find(id, most);
      Optional<History> history = medium.read(() -> edits.history(id));
      if (cluster.isEmpty() || history.isEmpty()) {
        return Optional.empty();
      }
      if (cluster.get().version() == history.get().version()) {
        return Optional.of(new Opened(cluster.get(), history.get()));
      }
    }
  }

  private Optional<Summary> parts(String id, Consumer<String> use) {
    return Objects.requireNonNull(
        oneMoment.execute(
            status -> {
              if (!texts.read(id, use)) {
                throw new DamagedException(id);
              }
              return clusters.summary(id);
            }));
  }
}
