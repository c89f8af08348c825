package dev.podlane.store.file;

import dev.podlane.store.Medium;
import dev.podlane.store.NoSpaceException;
import dev.podlane.store.TextEdits;
import dev.podlane.store.file.UnusableException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The embedded database file of a data directory. Two locks keep its users apart from its upkeep:
 * while the file is written anew changes wait and reading goes on, and both wait only for the
 * moment in which it is put in place, or reopened after its disk was full. They are no part of what
 * keeps changes apart from each other; the database does that.
 */
public final class StoreFile implements Medium, AutoCloseable {
  private static final String NAME = "podlane";
  private static final String JOURNAL = "podlane.journal";

  private final Path file;
  private final DirectoryLock directory;
  private final Journal journal;
  private final Space space;
  private final ReadWriteLock changes = new ReentrantReadWriteLock(true);
  private final ReadWriteLock access = new ReentrantReadWriteLock(true);
  private final Upkeep upkeep;
  private volatile long missing;
  private @Nullable Connection keeper;

  private StoreFile(
      Path file, DirectoryLock directory, Journal journal, StoreFileProperties settings) {
    this.file = file;
    this.directory = directory;
    this.journal = journal;
    this.space = new Space(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    this.upkeep = new Upkeep(this, settings);
  }

  /**
   * Opens the file of a directory; makes both if they are not there.
   *
   * @param edits takes edits out of the documents of files of the first version
   * @throws UnusableException if the file is broken, locked, or lacks what was saved; it is as it
   *     was then
   */
  public static StoreFile open(Path directory, TextEdits edits, StoreFileProperties settings) {
    Path home = directory.toAbsolutePath().normalize();
    DirectoryLock lock = DirectoryLock.take(home);
    try {
      Path file = H2Files.file(home, NAME);
      Path journal = home.resolve(JOURNAL);
      Opening opening = new Opening(file, journal, edits);
      return new StoreFile(file, lock, Journal.begin(journal, opening.prepare()), settings);
    } catch (IOException e) {
      lock.close();
      throw new UnusableException(e, Reason.NOT_WRITABLE, home.toString(), Causes.text(e));
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Connections to the database; while one is open, the file stays where it is. */
  public DataSource source() {
    return new FileSource(access.readLock(), this::connect);
  }

  /** The database is open while any connection is; one that stays spares the others its opening. */
  private synchronized Connection connect() throws SQLException {
    if (keeper == null) {
      keeper = H2Files.open(file);
    }
    return H2Files.open(file);
  }

  @Override
  public <T> T read(Supplier<T> work) {
    try {
      return reading(work);
    } catch (RuntimeException failed) {
      if (!Causes.isClosed(failed)) {
        throw failed;
      }
      reopen();
      return reading(work);
    }
  }

  private <T> T reading(Supplier<T> work) {
    access.readLock().lock();
    try {
      return work.get();
    } finally {
      access.readLock().unlock();
    }
  }

  @Override
  public <T> T change(Change change, Supplier<T> work, Function<T, Optional<Mark>> mark) {
    requireSpace(change.bytes());
    T done =
        changing(
            change.bytes(),
            () -> {
              T made = lasting(work);
              mark.apply(made).ifPresent(this::note);
              return made;
            });
    upkeep.changed(change.erases());
    return done;
  }

  @Override
  public <T> T remove(String id, Supplier<T> work) {
    T done =
        changing(
            0,
            () -> {
              try {
                journal.removing(id);
              } catch (IOException full) {
                throw new NoSpaceException(full);
              }
              return lasting(work);
            });
    upkeep.changed(true);
    return done;
  }

  private <T> T changing(long bytes, Supplier<T> work) {
    changes.readLock().lock();
    try {
      T done = reading(work);
      missing = 0;
      return done;
    } catch (RuntimeException failed) {
      if (!Causes.isInputOutput(failed)) {
        throw failed;
      }
      missing = Space.needed(bytes);
      reopen();
      throw failed instanceof NoSpaceException full ? full : new NoSpaceException(failed);
    } finally {
      changes.readLock().unlock();
    }
  }

  private <T> T lasting(Supplier<T> work) {
    T made = work.get();
    try {
      sync();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    return made;
  }

  private synchronized void sync() throws SQLException {
    if (keeper == null) {
      keeper = H2Files.open(file);
    }
    H2Files.sync(keeper);
  }

  /**
   * A line that could not be written makes the journal ask for less; the change is made all the
   * same.
   */
  private void note(Mark mark) {
    try {
      journal.kept(mark);
    } catch (IOException full) {
      // The next line may find room; until then fewer losses would be noticed, and none invented.
    }
  }

  private void requireSpace(long bytes) {
    if (!space.has(Space.needed(bytes))) {
      missing = Space.needed(bytes);
      throw new NoSpaceException();
    }
  }

  /** After a change found no room, a probe tells when there is some again. */
  @Override
  public boolean ready() {
    long wanted = missing;
    if (wanted == 0) {
      return true;
    }
    if (!space.has(wanted) || !space.takes(wanted)) {
      return false;
    }
    missing = 0;
    return true;
  }

  /**
   * The database closes itself for good when it cannot write; a fresh one is opened by its next
   * user.
   */
  private void reopen() {
    access.writeLock().lock();
    try {
      closeWith(H2Files::abandon);
    } catch (SQLException stays) {
      throw new NoSpaceException(stays);
    } finally {
      access.writeLock().unlock();
    }
  }

  private interface Closing {
    void close(Connection connection) throws SQLException;
  }

  private void closeWith(Closing closing) throws SQLException {
    try (Connection connection = connect()) {
      closing.close(connection);
    }
    synchronized (this) {
      keeper = null;
    }
  }

  /** Bytes of the file. */
  long size() throws IOException {
    return Files.size(file);
  }

  /**
   * Writes the file anew with nothing in it but what is kept.
   *
   * @param done told when the new file is in its place, before the next change
   */
  void rewrite(Runnable done) throws SQLException, IOException {
    changes.writeLock().lock();
    try {
      Path fresh;
      try (Connection from = source().getConnection()) {
        fresh = Rewrite.beside(file, to -> TableCopy.all(from, to));
      }
      access.writeLock().lock();
      try {
        closeWith(H2Files::abandon);
        PrivateFiles.replace(file, fresh);
        done.run();
      } finally {
        access.writeLock().unlock();
      }
    } finally {
      changes.writeLock().unlock();
    }
  }

  /** Bytes of all texts that are kept. */
  long live() throws SQLException {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select bytes from store_totals where id = 1")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Whether there is room to write the file anew beside itself. */
  boolean canRewrite(long live) {
    return space.has(Space.needed(live));
  }

  /** Erases what was deleted, closes the database and lets go of the directory. */
  @Override
  public void close() {
    upkeep.close();
    access.writeLock().lock();
    try (directory;
        journal) {
      closeWith(H2Files::shutDown);
    } catch (SQLException | IOException left) {
      // What is committed is in the file already.
    } finally {
      access.writeLock().unlock();
    }
  }
}
