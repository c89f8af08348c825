package dev.podlane.store.file;

import dev.podlane.store.Medium;
import dev.podlane.store.NoSpaceException;
import dev.podlane.store.ReopenedException;
import dev.podlane.store.TextEdits;
import dev.podlane.store.file.ClusterCopy.Format;
import dev.podlane.store.file.UnusableException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The embedded database file of a data directory. Two locks separate its users from its upkeep:
 * while the file is rewritten changes wait and reading goes on, and both wait only for the moment
 * in which the new file is put in place, or reopened after its disk was full. They do not isolate
 * changes from each other; the database does that.
 */
public final class StoreFile implements Medium, AutoCloseable {
  private static final String NAME = "podlane";
  private static final String JOURNAL = "podlane.journal";

  private final Path file;
  private final DirectoryLock directory;
  private final Journal journal;
  private final DiskSpace space;
  private final ReadWriteLock changes = new ReentrantReadWriteLock(true);
  private final OpenFile database;
  private final Upkeep upkeep;
  private volatile long missing;

  private StoreFile(
      Path file, DirectoryLock directory, Journal journal, StoreFileProperties settings) {
    this.file = file;
    this.database = new OpenFile(file);
    this.directory = directory;
    this.journal = journal;
    this.space = new DiskSpace(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    this.upkeep = new Upkeep(this, settings);
  }

  /**
   * Opens the file of a directory; makes both if they are not there.
   *
   * @param edits takes edits out of the documents of files of the first version
   * @throws UnusableException if the file is broken, locked, or lacks saved clusters; it is not
   *     changed
   */
  public static StoreFile open(Path directory, TextEdits edits, StoreFileProperties settings) {
    Path home = directory.toAbsolutePath().normalize();
    DirectoryLock lock = DirectoryLock.take(home);
    try {
      Path file = H2Files.file(home, NAME);
      Path journal = home.resolve(JOURNAL);
      Opening opening = new Opening(file, journal, edits, settings.salvage());
      return new StoreFile(file, lock, Journal.begin(journal, opening.prepare()), settings);
    } catch (IOException e) {
      lock.close();
      throw new UnusableException(e, Reason.NOT_WRITABLE, home.toString(), FailureCauses.text(e));
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Connections to the database; while one is open, the file stays where it is. */
  public DataSource source() {
    return database.source();
  }

  @Override
  public <T> T read(Supplier<T> work) {
    int before = database.closed();
    try {
      return database.using(work);
    } catch (RuntimeException | OutOfMemoryError failed) {
      if (!reopened(failed, before)) {
        throw failed;
      }
      if (FailureCauses.isOutOfMemory(failed)) {
        throw new ReopenedException(failed, true);
      }
      return database.using(work);
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

  /**
   * Schedules a rewrite of the file without unreferenced rows. Removing them row by row would write
   * several times as much as is removed, so that is done only where there is no room for a new
   * file.
   */
  @Override
  public void tidy(Runnable work) {
    try {
      if (!canRewrite(live())) {
        guarded(
            0,
            () -> {
              work.run();
              return true;
            });
      }
    } catch (NoSpaceException
        | ReopenedException
        | DataAccessException
        | TransactionException
        | SQLException later) {
      // Then it goes with the next new file.
    }
    upkeep.changed(true);
  }

  private <T> T changing(long bytes, Supplier<T> work) {
    T done = guarded(bytes, work);
    missing = 0;
    return done;
  }

  private <T> T guarded(long bytes, Supplier<T> work) {
    int before = database.closed();
    changes.readLock().lock();
    try {
      return database.using(work);
    } catch (RuntimeException | OutOfMemoryError failed) {
      if (FailureCauses.isInputOutput(failed)) {
        missing = DiskSpace.needed(bytes);
        reopen();
        throw failed instanceof NoSpaceException full ? full : new NoSpaceException(failed);
      }
      if (reopened(failed, before)) {
        throw new ReopenedException(failed, FailureCauses.isOutOfMemory(failed));
      }
      throw failed;
    } finally {
      changes.readLock().unlock();
    }
  }

  /** Opens the database again if it was closed under a use that failed, or memory ran out. */
  private boolean reopened(Throwable failed, int before) {
    boolean gone =
        FailureCauses.isOutOfMemory(failed)
            || (FailureCauses.isOfDatabase(failed) && database.isGone(before));
    if (gone) {
      reopen();
    }
    return gone;
  }

  private void reopen() {
    try {
      database.reopen();
    } catch (SQLException stays) {
      throw new NoSpaceException(stays);
    }
  }

  private <T> T lasting(Supplier<T> work) {
    T made = work.get();
    try {
      database.sync();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    return made;
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
    if (!space.has(DiskSpace.needed(bytes))) {
      missing = DiskSpace.needed(bytes);
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

  /** Bytes of the file. */
  long size() throws IOException {
    return Files.size(file);
  }

  /**
   * Rewrites the file with nothing but its present contents.
   *
   * @param done told when the new file is in its place, before the next change
   */
  void rewrite(Runnable done) throws SQLException, IOException {
    changes.writeLock().lock();
    try {
      Path fresh;
      try (Connection from = source().getConnection()) {
        fresh = Rewrite.beside(file, to -> new ClusterCopy(from, to, Format.PARTS).all());
      }
      database.replaceBy(fresh, done);
    } finally {
      changes.writeLock().unlock();
    }
  }

  /** Bytes of all texts that are kept. */
  long live() throws SQLException {
    return database.live();
  }

  /** Returns true if there is space to write a new file beside this one. */
  boolean canRewrite(long live) {
    return space.has(DiskSpace.needed(live));
  }

  /** Erases deleted values, closes the database and releases the directory. */
  @Override
  public void close() {
    upkeep.close();
    try (directory;
        journal) {
      database.close();
    } catch (SQLException | IOException left) {
      // Committed changes are in the file already.
    }
  }
}
