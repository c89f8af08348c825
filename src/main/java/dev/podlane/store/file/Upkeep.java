package dev.podlane.store.file;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a database file small. The database never shrinks while it is in use, and leaves deleted
 * values in it. So the file is rewritten
 *
 * <ul>
 *   <li>at once when it is larger than twice the size of its contents and some slack: however long
 *       changes go on, rewriting costs no more than they do;
 *   <li>after something was deleted or replaced, once nothing changed for a while, or changes went
 *       on for {@value #PATIENCE} times that while: from then on it is no longer in the file;
 *   <li>when the store is closed, for the same reason.
 * </ul>
 */
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  /** The size of tables, indexes and the database's own rows besides the texts, in bytes. */
  private static final long EMPTY = 256 << 10;

  private static final long LOOK_EVERY = TimeUnit.SECONDS.toNanos(1);
  private static final long REST_AFTER_FAILURE = TimeUnit.MINUTES.toNanos(1);
  private static final int PATIENCE = 20;

  private final StoreFile file;
  private final StoreFileProperties settings;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition something = lock.newCondition();
  private final Thread thread;
  private boolean closed;
  private boolean changed;
  private boolean stale;
  private long staleSince;
  private long lastChange;
  private long written;

  Upkeep(StoreFile file, StoreFileProperties settings) {
    this.file = file;
    this.settings = settings;
    this.thread = new Thread(this::run, "store-upkeep");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Something was changed.
   *
   * @param erases true if something was deleted or replaced
   */
  void changed(boolean erases) {
    lock.lock();
    try {
      lastChange = System.nanoTime();
      if (erases && !stale) {
        stale = true;
        staleSince = lastChange;
      }
      if (!changed) {
        changed = true;
        something.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    long rest = 0;
    try {
      while (waitForWork(rest)) {
        rest = look() ? 0 : REST_AFTER_FAILURE;
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sleeps while nothing is to be done; false when the store is closed. */
  private boolean waitForWork(long rest) throws InterruptedException {
    lock.lock();
    try {
      while (!closed && !changed && !stale) {
        something.await();
      }
      long left = Math.max(rest, Math.min(LOOK_EVERY, settings.eraseAfter().toNanos()));
      while (!closed && left > 0) {
        left = something.awaitNanos(left);
      }
      changed = false;
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Writes the file anew if it is time; false if that failed. */
  private boolean look() {
    try {
      long live = file.live() + EMPTY;
      long most = 2 * Math.max(live, written) + settings.slack().toBytes();
      if (file.size() > most || isDue()) {
        rewrite(live);
      }
      return true;
    } catch (SQLException | IOException | RuntimeException | OutOfMemoryError failed) {
      LOG.warn("The database file was not written anew: {}", FailureCauses.text(failed));
      return false;
    }
  }

  private void rewrite(long live) throws SQLException, IOException {
    if (!file.canRewrite(live)) {
      throw new IOException("no room for a second file");
    }
    file.rewrite(this::fresh);
    written = file.size();
  }

  /** The new file has nothing in it that was deleted before this. */
  private void fresh() {
    lock.lock();
    try {
      stale = false;
    } finally {
      lock.unlock();
    }
  }

  private boolean isDue() {
    lock.lock();
    try {
      long now = System.nanoTime();
      long quiet = settings.eraseAfter().toNanos();
      return stale && (now - lastChange >= quiet || now - staleSince >= PATIENCE * quiet);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    boolean erase;
    lock.lock();
    try {
      closed = true;
      erase = stale;
      something.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
      if (erase) {
        rewrite(file.live() + EMPTY);
      }
    } catch (SQLException | IOException | RuntimeException | OutOfMemoryError failed) {
      LOG.warn("The database file was not written anew: {}", FailureCauses.text(failed));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
