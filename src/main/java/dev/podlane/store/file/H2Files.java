package dev.podlane.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * H2's database files: their names, the ways to open them, and the three commands of H2 that no
 * other database has. All that is H2's own is here.
 */
final class H2Files {
  private static final String SUFFIX = ".mv.db";
  private static final String USER = "podlane";

  /**
   * WRITE_DELAY=0: a change is in the file when it is committed, so that kill -9 loses none.
   * DB_CLOSE_ON_EXIT=FALSE: the store closes the database, H2's own hook would race it.
   * IFEXISTS=TRUE: files are made here, private, and a missing one is not replaced by an empty one.
   * TRACE_LEVEL_FILE=0: H2 would write its errors, and texts with them, into a file of its own.
   */
  private static final String SETTINGS =
      ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;IFEXISTS=TRUE;TRACE_LEVEL_FILE=0;LOCK_TIMEOUT=20000";

  private H2Files() {}

  /** The file of a database of that name. */
  static Path file(Path directory, String name) {
    return directory.resolve(name + SUFFIX);
  }

  /** Opens a file, for as long as a connection to it is open. */
  static Connection open(Path file) throws SQLException {
    return connect(file, "");
  }

  /** Opens a file so that not one of its bytes can change. */
  static Connection openToRead(Path file) throws SQLException {
    return connect(file, ";ACCESS_MODE_DATA=r");
  }

  private static Connection connect(Path file, String more) throws SQLException {
    String path = file.toAbsolutePath().normalize().toString();
    String name = path.substring(0, path.length() - SUFFIX.length());
    return DriverManager.getConnection("jdbc:h2:file:" + name + SETTINGS + more, USER, "");
  }

  /** Flushes and closes the database, for all its connections. */
  static void shutDown(Connection connection) throws SQLException {
    execute(connection, "shutdown");
  }

  /** Closes a database that may be broken, for all its connections, without writing. */
  static void abandon(Connection connection) throws SQLException {
    execute(connection, "shutdown immediately");
  }

  /** Syncs committed changes through the cache of the operating system. */
  static void sync(Connection connection) throws SQLException {
    execute(connection, "checkpoint sync");
  }

  private static void execute(Connection connection, String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  /**
   * Returns true if a file can belong to H2. It begins with two copies of a header that names the
   * block where the newest part was when the header was written; H2 itself would treat a file
   * without them as new, and a truncated file as an older state of itself.
   */
  static boolean isWhole(Path file) throws IOException {
    long size = Files.size(file);
    return FileHeader.read(file).filter(header -> header.endsWithin(size)).isPresent();
  }
}
