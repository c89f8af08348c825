package dev.podlane.store.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Classifies exceptions by their causes. */
final class FailureCauses {
  /** H2's codes: the database has been closed, and is open elsewhere. */
  private static final int CLOSED = 90098;

  private static final int OPEN_ELSEWHERE = 90020;

  private FailureCauses() {}

  /** Returns true if the system could not read or write a file. */
  static boolean isInputOutput(Throwable failed) {
    return find(failed, IOException.class) != null;
  }

  /** Returns true if memory ran out, here or in the database, which closes itself then. */
  static boolean isOutOfMemory(Throwable failed) {
    return find(failed, OutOfMemoryError.class) != null;
  }

  /** Returns true if the database has failed in any way. */
  static boolean isOfDatabase(Throwable failed) {
    return find(failed, SQLException.class) != null;
  }

  /** Returns true if the database is closed, as it does itself when it cannot write. */
  static boolean isClosed(Throwable failed) {
    return code(failed) == CLOSED;
  }

  /** Returns true if another process has the file. */
  static boolean isOpenElsewhere(Throwable failed) {
    return code(failed) == OPEN_ELSEWHERE;
  }

  /** Returns the message of the system or the database, in one line. */
  static String text(Throwable failed) {
    Throwable system = find(failed, IOException.class);
    Throwable database = find(failed, SQLException.class);
    Throwable told = system != null ? system : database != null ? database : failed;
    if (told instanceof AccessDeniedException) {
      return "Permission denied";
    }
    String said =
        told instanceof FileSystemException file && file.getReason() != null
            ? file.getReason()
            : told.getMessage();
    String text = said == null ? told.getClass().getSimpleName() : said;
    return text.lines().findFirst().orElse("").strip();
  }

  private static int code(Throwable failed) {
    SQLException sql = find(failed, SQLException.class);
    return sql == null ? 0 : sql.getErrorCode();
  }

  private static <T> @Nullable T find(Throwable failed, Class<T> type) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
