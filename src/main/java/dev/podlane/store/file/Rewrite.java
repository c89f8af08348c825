package dev.podlane.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Writes a database anew beside the old one. The old file is not touched until the new one is
 * whole, was read back, and is on the disk; then one replaces the other at once. So after any
 * failure, or if the process dies, one of the two files exists, with everything in it.
 */
final class Rewrite {
  private static final String NEW = "podlane-new";

  private Rewrite() {}

  /** Fills the new database, whose tables are made already. */
  interface Filling {
    /**
     * Fills it.
     *
     * @param to the new database
     */
    void fill(Connection to) throws SQLException;
  }

  /**
   * Writes a new file beside another one.
   *
   * @return the new file, to be put in place with {@link PrivateFiles#replace}
   * @throws SQLException if it cannot be written; nothing is left of it
   */
  static Path beside(Path file, Filling filling) throws SQLException, IOException {
    Path directory = directory(file);
    Path fresh = H2Files.file(directory, NEW);
    boolean whole = false;
    try {
      Files.deleteIfExists(fresh);
      PrivateFiles.make(fresh);
      try (Connection to = H2Files.open(fresh)) {
        fill(to, filling);
      }
      PrivateFiles.sync(fresh);
      whole = true;
      return fresh;
    } finally {
      if (!whole) {
        Files.deleteIfExists(fresh);
      }
    }
  }

  private static void fill(Connection to, Filling filling) throws SQLException {
    boolean whole = false;
    try {
      Schema.make(new SingleConnectionDataSource(to, true));
      filling.fill(to);
      H2Files.shutDown(to);
      whole = true;
    } finally {
      if (!whole) {
        H2Files.abandon(to);
      }
    }
  }

  /** Removes the remains of a process that died while it was writing. */
  static void clear(Path file) throws IOException {
    Files.deleteIfExists(H2Files.file(directory(file), NEW));
  }

  private static Path directory(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }
}
