package dev.podlane.store.setup;

import dev.podlane.store.Medium;
import dev.podlane.store.NoSpaceException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/** A database server, which looks after its files itself. */
public final class ServerMedium implements Medium {
  /** Class 53 of SQLSTATE: insufficient resources; 53100 is a full disk in PostgreSQL. */
  private static final String DISK_FULL = "53100";

  private final JdbcClient jdbc;

  public ServerMedium(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public <T> T read(Supplier<T> work) {
    return work.get();
  }

  @Override
  public <T> T change(Change change, Supplier<T> work, Function<T, Optional<Mark>> mark) {
    try {
      return work.get();
    } catch (DataAccessException | TransactionException failed) {
      for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState())) {
          throw new NoSpaceException(failed);
        }
      }
      throw failed;
    }
  }

  @Override
  public <T> T remove(String id, Supplier<T> work) {
    return change(new Change(0, true), work, done -> Optional.empty());
  }

  @Override
  public void tidy(Runnable work) {
    try {
      work.run();
    } catch (DataAccessException | TransactionException later) {
      // The rest is removed when a server starts.
    }
  }

  @Override
  public boolean ready() {
    try {
      jdbc.sql("select clusters from store_totals where id = 1").query(Long.class).single();
      return true;
    } catch (DataAccessException | TransactionException unreachable) {
      return false;
    }
  }
}
