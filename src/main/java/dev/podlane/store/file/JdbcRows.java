package dev.podlane.store.file;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes rows by plain JDBC, few enough at a time to be held. */
final class JdbcRows {
  private JdbcRows() {}

  /** Maps a row. */
  interface Use<T> {
    /** Makes it. */
    T of(ResultSet row) throws SQLException;
  }

  static <T> List<T> read(Connection from, String query, Use<T> use, Object... values)
      throws SQLException {
    try (PreparedStatement select = bound(from, query, values);
        ResultSet row = select.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (row.next()) {
        rows.add(use.of(row));
      }
      return rows;
    }
  }

  static void write(Connection to, String statement, Object... values) throws SQLException {
    try (PreparedStatement write = bound(to, statement, values)) {
      write.executeUpdate();
    }
  }

  /** Copies the rows of a query into a table whose columns have the names of the query's. */
  static void copy(Connection from, String query, Connection to, String table, Object... values)
      throws SQLException {
    try (PreparedStatement select = bound(from, query, values);
        ResultSet row = select.executeQuery()) {
      int columns = row.getMetaData().getColumnCount();
      List<String> names = new ArrayList<>();
      for (int i = 1; i <= columns; i++) {
        names.add(row.getMetaData().getColumnLabel(i));
      }
      String marks = "?" + ", ?".repeat(columns - 1);
      String insert =
          "insert into " + table + " (" + String.join(", ", names) + ") values (" + marks + ")";
      try (PreparedStatement write = to.prepareStatement(insert)) {
        while (row.next()) {
          for (int i = 1; i <= columns; i++) {
            write.setObject(i, row.getObject(i));
          }
          write.executeUpdate();
        }
      }
    }
  }

  private static PreparedStatement bound(Connection with, String statement, Object... values)
      throws SQLException {
    PreparedStatement prepared = with.prepareStatement(statement);
    for (int i = 0; i < values.length; i++) {
      prepared.setObject(i + 1, values[i]);
    }
    return prepared;
  }
}
