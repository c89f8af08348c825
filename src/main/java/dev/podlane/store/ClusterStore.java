package dev.podlane.store;

import dev.podlane.store.ClusterRows.Head;
import dev.podlane.store.Medium.Change;
import dev.podlane.store.Medium.Mark;
import dev.podlane.store.StoreFullException.Limit;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps clusters and their edits in a database. When a method returns, its change survives the
 * death of the process.
 *
 * <p>Each change is one transaction that locks the cluster's row, looks at its version, and counts
 * what it adds in {@link Totals}. Nothing depends on this process being the only one: two changes
 * from one version end with one of them made and the other refused.
 */
@Repository
public class ClusterStore {
  private static final String ID_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int ID_LENGTH = 10;

  private final Medium medium;
  private final TransactionOperations transactions;
  private final StoreProperties limits;
  private final Clock clock;
  private final ClusterRows clusters;
  private final EditRows edits;
  private final Totals totals;
  private final SecureRandom random = new SecureRandom();

  /** A store over a database, within limits. */
  public ClusterStore(
      Medium medium,
      JdbcClient jdbc,
      TransactionOperations transactions,
      StoreProperties limits,
      Clock clock) {
    this.medium = medium;
    this.transactions = transactions;
    this.limits = limits;
    this.clock = clock;
    this.clusters = new ClusterRows(jdbc);
    this.edits = new EditRows(jdbc);
    this.totals = new Totals(jdbc, limits);
  }

  /** Whether the edits of a cluster outlive the documents they were made on. */
  public enum EditsThen {
    /** They stay, and are made on the new documents. */
    STAY,
    /** They are forgotten, undone ones too; the cluster is at its documents. */
    GO
  }

  /**
   * Saves a new cluster under a fresh id.
   *
   * @param done edits it has from the beginning, in order
   * @throws StoreFullException when a limit is reached; nothing is saved then
   */
  public SavedCluster add(String name, NewDocuments documents, List<NewEdit> done) {
    byte[] utf8 = documents.utf8();
    long editBytes = done.stream().mapToLong(NewEdit::bytes).sum();
    requireEdits(done.size(), editBytes);
    Instant now = Times.now(clock);
    SavedCluster saved =
        new SavedCluster(
            newId(),
            name,
            documents.contentType(),
            documents.text(),
            documents.blanked(),
            now,
            now,
            1,
            done.size(),
            done.size());
    return change(
        new Change(utf8.length + editBytes, false),
        SavedCluster::mark,
        () -> {
          totals.requireRoom(1, utf8.length + editBytes);
          clusters.insert(saved, utf8, done.size(), editBytes);
          for (int i = 0; i < done.size(); i++) {
            NewEdit edit = done.get(i);
            edits.add(saved.id(), new SavedEdit(i + 1, i, now, edit.kind(), edit.payload()));
          }
          totals.add(1, utf8.length + editBytes);
          return saved;
        });
  }

  /**
   * Replaces name and documents of a saved cluster.
   *
   * @return the cluster as it is now; empty when there is none with this id
   * @throws StaleVersionException when it has another version than expected
   * @throws StoreFullException when the new documents do not fit; the old ones stay then
   */
  public Optional<SavedCluster> replace(
      String id, Expected expected, String name, NewDocuments documents, EditsThen editsThen) {
    byte[] utf8 = documents.utf8();
    return change(
        new Change(utf8.length, true),
        saved -> saved.flatMap(SavedCluster::mark),
        () -> {
          Optional<Head> found = lock(id, expected);
          if (found.isEmpty()) {
            return Optional.empty();
          }
          Head before = found.get();
          Head after =
              editsThen == EditsThen.STAY
                  ? before.replaced(utf8.length)
                  : before.replacedWithoutEdits(utf8.length);
          totals.requireRoom(0, after.bytes() - before.bytes());
          if (after.editRows() < before.editRows()) {
            edits.deleteAll(id);
          }
          clusters.replace(before, name, documents, utf8);
          clusters.change(before, after, Times.now(clock));
          totals.add(0, after.bytes() - before.bytes());
          return clusters.find(id);
        });
  }

  /**
   * Forgets a cluster and all its edits.
   *
   * @return false when there was none with this id
   * @throws StaleVersionException when it has another version than expected
   */
  public boolean delete(String id, Expected expected) {
    Optional<Long> before = medium.read(() -> clusters.version(id));
    before.ifPresent(there -> expected.require(id, there));
    return before.isPresent() && medium.remove(id, () -> transact(() -> deleteRow(id, expected)));
  }

  private boolean deleteRow(String id, Expected expected) {
    Optional<Head> found = lock(id, expected);
    found.ifPresent(
        head -> {
          edits.deleteAll(id);
          clusters.delete(head);
          totals.add(-1, -head.bytes());
        });
    return found.isPresent();
  }

  /**
   * Adds an edit after the one the cluster is at, and moves the cluster to it. What was undone
   * stays kept on a branch of its own, but is no longer what redo leads to.
   *
   * @return empty when there is no cluster with this id
   * @throws StaleVersionException when it has another version than expected
   * @throws StoreFullException when a limit is reached; nothing is saved then
   */
  public Optional<Position> append(String id, Expected expected, NewEdit edit) {
    return change(
        new Change(edit.bytes(), false),
        position -> position.flatMap(Position::mark),
        () -> lock(id, expected).map(before -> append(before, edit)));
  }

  private Position append(Head before, NewEdit edit) {
    Head after = before.appended(edit.bytes());
    requireEdits(after.editRows(), after.editBytes());
    Instant now = Times.now(clock);
    edits.add(
        after.id(), new SavedEdit(after.head(), before.head(), now, edit.kind(), edit.payload()));
    clusters.change(before, after, now);
    totals.add(0, edit.bytes());
    return position(after, now);
  }

  /**
   * Moves a cluster to one of its edits: to the head's parent to undo, to the next one towards the
   * tip to redo. On the branch that ends in the tip the tip stays; elsewhere that edit becomes it.
   *
   * @param seq the edit; 0 for the documents alone
   * @return empty when there is no cluster with this id
   * @throws StaleVersionException when it has another version than expected
   * @throws IllegalArgumentException when the cluster has no such edit
   */
  public Optional<Position> moveHead(String id, Expected expected, long seq) {
    return change(
        new Change(0, false),
        position -> position.flatMap(Position::mark),
        () -> lock(id, expected).map(before -> move(before, seq)));
  }

  private Position move(Head before, long seq) {
    if (seq != 0 && !edits.has(before.id(), seq)) {
      throw new IllegalArgumentException(before.id() + " has no edit " + seq);
    }
    boolean onBranch = seq == 0 || isOn(before.id(), before.tip(), seq);
    Head after = before.moved(seq, onBranch ? before.tip() : seq);
    Instant now = Times.now(clock);
    clusters.change(before, after, now);
    return position(after, now);
  }

  /** All edits of a cluster; empty when there is none with this id. */
  public Optional<History> history(String id) {
    return medium.read(() -> edits.history(id));
  }

  /** The saved cluster with this id, if there is one. */
  public Optional<SavedCluster> find(String id) {
    return medium.read(() -> clusters.find(id));
  }

  /** What the cluster with this id is, without reading its documents. */
  public Optional<Summary> summary(String id) {
    return medium.read(() -> clusters.summary(id));
  }

  /** The saved cluster with this id and its edits, both of one version. */
  public Optional<Opened> open(String id) {
    while (true) {
      Optional<SavedCluster> cluster = find(id);
      Optional<History> history = history(id);
      if (cluster.isEmpty() || history.isEmpty()) {
        return Optional.empty();
      }
      if (cluster.get().version() == history.get().version()) {
        return Optional.of(new Opened(cluster.get(), history.get()));
      }
    }
  }

  /** All saved clusters without their documents, oldest first. */
  public List<Entry> list() {
    return medium.read(clusters::list);
  }

  /**
   * One line of the list.
   *
   * @param id as in {@link SavedCluster}
   * @param name as in {@link SavedCluster}
   * @param created when it was first saved
   * @param updated when it last changed
   */
  public record Entry(String id, String name, Instant created, Instant updated) {}

  private <T> T change(Change change, Function<T, Optional<Mark>> mark, Supplier<T> work) {
    return medium.change(change, () -> transact(work), mark);
  }

  private <T> T transact(Supplier<T> work) {
    return Objects.requireNonNull(transactions.execute(status -> work.get()));
  }

  private Optional<Head> lock(String id, Expected expected) {
    Optional<Head> found = clusters.lock(id);
    found.ifPresent(head -> expected.require(id, head.version()));
    return found;
  }

  private boolean isOn(String id, long tip, long seq) {
    return edits.history(id).orElseThrow().chain(tip).stream().anyMatch(e -> e.seq() == seq);
  }

  private void requireEdits(long rows, long bytes) {
    if (rows > limits.maxEdits()) {
      throw new StoreFullException(Limit.EDITS, limits.maxEdits());
    }
    if (bytes > limits.maxEditSize().toBytes()) {
      throw new StoreFullException(Limit.EDIT_BYTES, limits.maxEditSize().toBytes());
    }
  }

  private static Position position(Head head, Instant now) {
    return new Position(head.id(), head.version(), head.head(), head.tip(), now);
  }

  private String newId() {
    StringBuilder id = new StringBuilder("c-");
    for (int i = 0; i < ID_LENGTH; i++) {
      id.append(ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length())));
    }
    return id.toString();
  }
}
