package dev.podlane.store.file;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables, and the version they are of. */
final class Schema {
  /** The version of files without edits as rows. */
  static final int FIRST = 1;

  /** The version of files with each text in one row. */
  static final int WHOLE_TEXTS = 2;

  /** The version of files that keep rooms. */
  static final int ROOMS = 5;

  /** The version of the tables this program knows. */
  static final int NOW = 5;

  /** The location of the migration steps from version to version. */
  static final String STEPS = "classpath:db/store";

  private Schema() {}

  /**
   * The version of the tables in a file; 0 if there are none.
   *
   * @throws SQLException if the file cannot be read
   */
  static int version(Connection connection) throws SQLException {
    try (ResultSet table =
        connection.getMetaData().getTables(null, null, "flyway_schema_history", null)) {
      if (!table.next()) {
        return 0;
      }
    }
    int version = 0;
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select \"version\" from \"flyway_schema_history\" where \"success\" = true")) {
      while (row.next()) {
        String step = row.getString(1);
        version = step == null ? version : Math.max(version, Integer.parseInt(step));
      }
    }
    return version;
  }

  /** Makes the tables in an empty database. */
  static void make(DataSource empty) {
    Flyway.configure().dataSource(empty).locations(STEPS).load().migrate();
  }
}
