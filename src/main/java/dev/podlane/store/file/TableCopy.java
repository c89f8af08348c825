package dev.podlane.store.file;

import java.io.Reader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** Copies tables row by row, so that nothing comes along that is in no row any more. */
final class TableCopy {
  /** All tables with what was saved, each after those it refers to. */
  static final List<String> TABLES =
      List.of("clusters", "cluster_documents", "edits", "store_totals");

  private static final int ROWS_AT_ONCE = 100;

  private TableCopy() {}

  /** Copies all rows into tables that hold none but the first totals, as one transaction. */
  static void all(Connection from, Connection to) throws SQLException {
    to.setAutoCommit(false);
    try (Statement statement = to.createStatement()) {
      statement.executeUpdate("delete from store_totals");
    }
    for (String table : TABLES) {
      table(table, from, to);
    }
    to.commit();
    to.setAutoCommit(true);
  }

  private static void table(String table, Connection from, Connection to) throws SQLException {
    try (Statement statement = from.createStatement();
        ResultSet row = statement.executeQuery("select * from " + table)) {
      ResultSetMetaData columns = row.getMetaData();
      try (PreparedStatement insert = to.prepareStatement(insert(table, columns))) {
        int waiting = 0;
        while (row.next()) {
          waiting += bind(row, columns, insert) ? ROWS_AT_ONCE : 1;
          insert.addBatch();
          if (waiting >= ROWS_AT_ONCE) {
            insert.executeBatch();
            waiting = 0;
          }
        }
        if (waiting > 0) {
          insert.executeBatch();
        }
      }
    }
  }

  private static String insert(String table, ResultSetMetaData columns) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(columns.getColumnName(i));
    }
    String marks = "?" + ", ?".repeat(names.size() - 1);
    return "insert into " + table + " (" + String.join(", ", names) + ") values (" + marks + ")";
  }

  /** Sets one row; true if a text of any length is among its values. */
  private static boolean bind(ResultSet row, ResultSetMetaData columns, PreparedStatement insert)
      throws SQLException {
    boolean large = false;
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      if (columns.getColumnType(i) == Types.CLOB) {
        Reader text = row.getCharacterStream(i);
        insert.setCharacterStream(i, text);
        large = true;
      } else {
        insert.setObject(i, row.getObject(i));
      }
    }
    return large;
  }
}
