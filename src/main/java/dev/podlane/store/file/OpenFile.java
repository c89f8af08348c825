package dev.podlane.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database of a file. It is opened by its first user and stays open; after it failed, or when
 * another file takes its place, the next user opens it again. A database closes itself for good
 * when it cannot write, or when memory runs out under it.
 */
final class OpenFile {
  private final Path file;
  private final ReadWriteLock access = new ReentrantReadWriteLock(true);
  private @Nullable Connection keeper;
  private int closed;

  OpenFile(Path file) {
    this.file = file;
  }

  /** Connections to the database; while one is open, the file stays where it is. */
  DataSource source() {
    return new FileSource(access.readLock(), this::connect);
  }

  /** Does something while the file stays where it is, and the database as open as it is. */
  <T> T using(Supplier<T> work) {
    access.readLock().lock();
    try {
      return work.get();
    } finally {
      access.readLock().unlock();
    }
  }

  /** The database is open while any connection is; one that stays spares the others its opening. */
  private synchronized Connection connect() throws SQLException {
    keeper();
    return H2Files.open(file);
  }

  private synchronized Connection keeper() throws SQLException {
    Connection kept = keeper == null ? H2Files.open(file) : keeper;
    keeper = kept;
    return kept;
  }

  /** Syncs committed changes to the disk; by another connection if this one has ended. */
  synchronized void sync() throws SQLException {
    try {
      H2Files.sync(keeper());
    } catch (SQLException ended) {
      if (FailureCauses.isInputOutput(ended) || FailureCauses.isOutOfMemory(ended)) {
        throw ended;
      }
      keeper = null;
      H2Files.sync(keeper());
    }
  }

  /**
   * Returns the number of times the database was closed so far; it was reopened if this has
   * changed.
   */
  synchronized int closed() {
    return closed;
  }

  /** Returns true if the database with that closing count no longer answers. */
  synchronized boolean isGone(int closedBefore) {
    if (closedBefore != closed) {
      return true;
    }
    try {
      return keeper != null && live(keeper) < 0;
    } catch (SQLException broken) {
      return true;
    }
  }

  /** Bytes of all texts that are kept. */
  long live() throws SQLException {
    try (Connection connection = source().getConnection()) {
      return live(connection);
    }
  }

  private static long live(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select bytes from store_totals where id = 1")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Closes a database that failed, once it is not in use; the next user opens it again. */
  void reopen() throws SQLException {
    access.writeLock().lock();
    try {
      closeBy(H2Files::abandon);
    } finally {
      access.writeLock().unlock();
    }
  }

  /**
   * Replaces this file by another one once it is not in use.
   *
   * @param done told when it is there, before the next use
   */
  void replaceBy(Path fresh, Runnable done) throws SQLException, IOException {
    access.writeLock().lock();
    try {
      closeBy(H2Files::abandon);
      PrivateFiles.replace(file, fresh);
      done.run();
    } finally {
      access.writeLock().unlock();
    }
  }

  /** Flushes and closes the database. */
  void close() throws SQLException {
    access.writeLock().lock();
    try {
      closeBy(H2Files::shutDown);
    } finally {
      access.writeLock().unlock();
    }
  }

  private interface Closing {
    void close(Connection connection) throws SQLException;
  }

  private synchronized void closeBy(Closing closing) throws SQLException {
    try (Connection connection = H2Files.open(file)) {
      closing.close(connection);
    } finally {
      keeper = null;
      closed++;
    }
  }
}
