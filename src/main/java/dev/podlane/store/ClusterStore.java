package dev.podlane.store;

import dev.podlane.store.ClusterRows.Head;
import dev.podlane.store.DocumentChanges.Written;
import dev.podlane.store.Medium.Change;
import dev.podlane.store.Medium.Mark;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps clusters and their edits in a database. When a method returns, its change survives the
 * death of the process.
 *
 * <p>Documents are written first, in small transactions whose results nobody sees. Then each change
 * is one transaction that locks the cluster's row, compares its version, and adds its size to
 * {@link Totals}. Several processes may use one database: of two changes from one version, one is
 * made and the other refused.
 */
@Repository
public class ClusterStore {
  private final Medium medium;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final ClusterRows clusters;
  private final TextKeeping texts;
  private final EditRows edits;
  private final DocumentChanges documents;
  private final EditChanges changes;
  private final ClusterReading reading;
  private final Totals totals;
  private final Ids ids = new Ids("c-");

  /** A store over a database, within limits, whose spaces have none of their own. */
  public ClusterStore(
      Medium medium,
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      StoreProperties limits,
      Clock clock) {
    this(medium, jdbc, transactions, limits, SpaceLimits.NONE, clock);
  }

  /** A store over a database, within limits of all clusters and of those of each space. */
  @Autowired
  public ClusterStore(
      Medium medium,
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      StoreProperties limits,
      SpaceLimits ofSpace,
      Clock clock) {
    this.medium = medium;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
    this.clusters = new ClusterRows(jdbc);
    this.edits = new EditRows(jdbc);
    this.totals = new Totals(jdbc, limits, ofSpace);
    this.documents = new DocumentChanges(clusters, edits, totals, clock);
    this.changes = new EditChanges(clusters, edits, totals, limits, clock);
    TextRows rows = new TextRows(jdbc, this.transactions);
    this.texts = new TextKeeping(medium, rows, clock);
    this.reading = new ClusterReading(medium, transactions, clusters, rows, edits);
  }

  /** Saves a new cluster of no space. */
  public SavedCluster add(String name, NewDocuments given, List<NewEdit> done) {
    return add(name, given, done, "");
  }

  /**
   * Saves a new cluster under a fresh id.
   *
   * @param done edits it has from the beginning, in order
   * @param space hash of the key of its space; empty for none
   * @throws StoreFullException if a limit is reached; nothing is saved then
   */
  public SavedCluster add(String name, NewDocuments given, List<NewEdit> done, String space) {
    TextSum sum = TextSum.of(given.text());
    long editBytes = done.stream().mapToLong(NewEdit::bytes).sum();
    changes.require(done.size(), editBytes);
    medium.read(() -> totals.requireRoom(space, 1, sum.bytes() + editBytes));
    Instant now = Times.now(clock);
    SavedCluster saved =
        new SavedCluster(
            ids.next(),
            name,
            given.contentType(),
            given.text(),
            given.blanked(),
            now,
            now,
            1,
            done.size(),
            done.size());
    String digest = sum.digest();
    return texts.with(
        text ->
            change(
                new Change(sum.bytes() + editBytes, false),
                SavedCluster::mark,
                () -> texts.write(text, given.text(), digest),
                () -> documents.add(saved, space, new Written(text, sum.bytes()), done)));
  }

  /**
   * Replaces name and documents of a saved cluster.
   *
   * @return the cluster as it is now; empty when there is none with this id
   * @throws StaleVersionException if the version is not the expected one
   * @throws StoreFullException if the new documents do not fit; the old ones stay then
   */
  public Optional<SavedCluster> replace(
      String id, Expected expected, String name, NewDocuments given, EditsThen editsThen) {
    TextSum sum = TextSum.of(given.text());
    Optional<Head> now = medium.read(() -> clusters.head(id));
    if (now.isEmpty()) {
      return Optional.empty();
    }
    expected.require(id, now.get().version());
    medium.read(
        () -> totals.requireRoom(now.get().space(), 0, sum.bytes() - now.get().sizeBytes()));
    String digest = sum.digest();
    Replaced done =
        texts.with(
            text ->
                change(
                    new Change(sum.bytes(), true),
                    replaced -> replaced.cluster().flatMap(SavedCluster::mark),
                    () -> texts.write(text, given.text(), digest),
                    () ->
                        replace(
                            id, expected, name, given, new Written(text, sum.bytes()), editsThen)));
    texts.forget(done.unused());
    return done.cluster();
  }

  /**
   * Makes place for clusters beyond the limit, which whoever lends it counts and removes.
   *
   * @param clusters number of places; negative to take them back
   */
  public void lend(int clusters) {
    totals.lend(clusters);
  }

  private record Replaced(Optional<SavedCluster> cluster, String unused) {}

  private Replaced replace(
      String id, Expected expected, String name, NewDocuments given, Written text, EditsThen then) {
    Optional<Head> before = lock(id, expected);
    return new Replaced(
        before.map(head -> documents.replace(head, name, given, text, then)),
        before.map(Head::text).orElse(text.id()));
  }

  /**
   * Forgets a cluster and all its edits.
   *
   * @return false when there was none with this id
   * @throws StaleVersionException if the version is not the expected one
   */
  public boolean delete(String id, Expected expected) {
    Optional<Long> before = medium.read(() -> clusters.version(id));
    if (before.isEmpty()) {
      return false;
    }
    expected.require(id, before.get());
    Optional<Head> gone = medium.remove(id, () -> transact(() -> deleteRow(id, expected)));
    gone.ifPresent(head -> texts.forget(head.text()));
    return gone.isPresent();
  }

  private Optional<Head> deleteRow(String id, Expected expected) {
    Optional<Head> found = lock(id, expected);
    found.ifPresent(documents::delete);
    return found;
  }

  /**
   * Adds an edit after the cluster's head, and moves the head to it. Undone edits are kept on a
   * branch of their own, but redo no longer leads to them.
   *
   * @return empty when there is no cluster with this id
   * @throws StaleVersionException if the version is not the expected one
   * @throws StoreFullException if a limit is reached; nothing is saved then
   */
  public Optional<Position> append(String id, Expected expected, NewEdit edit) {
    return change(
        new Change(edit.bytes(), false),
        position -> position.flatMap(Position::mark),
        () -> {},
        () -> lock(id, expected).map(before -> changes.append(before, edit)));
  }

  /**
   * Moves a cluster to one of its edits: to the head's parent to undo, to the next one towards the
   * tip to redo. On the branch that ends in the tip the tip stays; elsewhere that edit becomes it.
   *
   * @param seq the edit; 0 for the documents alone
   * @return empty when there is no cluster with this id
   * @throws StaleVersionException if the version is not the expected one
   * @throws IllegalArgumentException if the cluster has no such edit
   */
  public Optional<Position> moveHead(String id, Expected expected, long seq) {
    return change(
        new Change(0, false),
        position -> position.flatMap(Position::mark),
        () -> {},
        () -> lock(id, expected).map(before -> changes.move(before, seq)));
  }

  /** All edits of a cluster; empty when there is none with this id. */
  public Optional<History> history(String id) {
    return medium.read(() -> edits.history(id));
  }

  /** The saved cluster with this id, if there is one. */
  public Optional<SavedCluster> find(String id) {
    return reading.find(id, Integer.MAX_VALUE);
  }

  /**
   * Reads the documents of a cluster without holding them, all of one version. Parts are handed on
   * before it is known that the following ones are whole.
   *
   * @param part takes each part of the text in order; it is not called if there is no such cluster
   * @return the cluster at that version; empty if there is none with this id
   * @throws DamagedException if the stored text differs from the saved one
   */
  public Optional<Summary> documents(String id, Consumer<String> part) {
    return reading.documents(id, part);
  }

  /** Returns the cluster with this id, without reading its documents. */
  public Optional<Summary> summary(String id) {
    return medium.read(() -> clusters.summary(id));
  }

  /**
   * The saved cluster with this id and its edits, both of one version.
   *
   * @param most largest acceptable length of the documents, in UTF-16 units
   * @throws TooLongException if there are more
   */
  public Optional<Opened> open(String id, int most) {
    return reading.open(id, most);
  }

  /**
   * Removes texts that were being written or removed when a server died.
   *
   * @param before time before which the writing of an unused text must have begun for the text to
   *     be removed
   */
  public void forgetUnused(Instant before) {
    texts.forgetUnused(before);
  }

  /** All saved clusters without their documents, oldest first. */
  public List<ListedCluster> list() {
    return medium.read(clusters::list);
  }

  private <T> T change(
      Change change, Function<T, Optional<Mark>> mark, Runnable before, Supplier<T> work) {
    return medium.change(
        change,
        () -> {
          before.run();
          return transact(work);
        },
        mark);
  }

  private <T> T transact(Supplier<T> work) {
    return Objects.requireNonNull(transactions.execute(status -> work.get()));
  }

  private Optional<Head> lock(String id, Expected expected) {
    Optional<Head> found = clusters.lock(id);
    found.ifPresent(head -> expected.require(id, head.version()));
    return found;
  }
}
