package dev.podlane.store.file;

import dev.podlane.store.Digests;
import dev.podlane.store.NewEdit;
import dev.podlane.store.TextEdits;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The first format: one table of clusters, and edits as documents at the end of the others. What is
 * there becomes rows of today's tables, each edit with the moment of its cluster's last change.
 */
final class OldFormat {
  private OldFormat() {}

  /** Copies all clusters into tables that hold none. */
  static void copy(Connection from, Connection to, TextEdits edits) throws SQLException {
    to.setAutoCommit(false);
    long clusters = 0;
    long bytes = 0;
    try (Statement statement = from.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select id, name, content_type, documents, blanked, created, updated"
                    + " from clusters order by created, id")) {
      while (row.next()) {
        clusters++;
        bytes += copy(row, to, edits);
      }
    }
    try (PreparedStatement totals =
        to.prepareStatement("update store_totals set clusters = ?, bytes = ? where id = 1")) {
      totals.setLong(1, clusters);
      totals.setLong(2, bytes);
      totals.executeUpdate();
    }
    to.commit();
    to.setAutoCommit(true);
  }

  private static long copy(ResultSet row, Connection to, TextEdits edits) throws SQLException {
    String id = row.getString(1);
    TextEdits.Taken taken = edits.take(row.getString(4));
    long size = taken.documents().getBytes(StandardCharsets.UTF_8).length;
    long editBytes = 0;
    for (NewEdit edit : taken.edits()) {
      editBytes += edit.payload().getBytes(StandardCharsets.UTF_8).length;
    }
    int last = taken.edits().size();
    try (PreparedStatement insert =
        to.prepareStatement(
            "insert into clusters (id, name, content_type, size_bytes, blanked, created, updated,"
                + " version, head_seq, tip_seq, last_seq, edit_rows, edit_bytes)"
                + " values (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)")) {
      bind(
          insert,
          List.of(
              id,
              row.getString(2),
              row.getString(3),
              size,
              row.getString(5),
              row.getObject(6),
              row.getObject(7),
              last,
              last,
              last,
              last,
              editBytes));
    }
    try (PreparedStatement insert =
        to.prepareStatement(
            "insert into cluster_documents (cluster_id, documents, digest) values (?, ?, ?)")) {
      bind(insert, List.of(id, taken.documents(), Digests.of(taken.documents())));
    }
    insertEdits(id, taken.edits(), row.getObject(7), to);
    return size + editBytes;
  }

  private static void insertEdits(String id, List<NewEdit> edits, Object moment, Connection to)
      throws SQLException {
    try (PreparedStatement insert =
        to.prepareStatement(
            "insert into edits (cluster_id, seq, parent_seq, moment, kind, payload, digest)"
                + " values (?, ?, ?, ?, ?, ?, ?)")) {
      for (int i = 0; i < edits.size(); i++) {
        NewEdit edit = edits.get(i);
        String payload = edit.payload();
        bind(insert, List.of(id, i + 1, i, moment, edit.kind(), payload, Digests.of(payload)));
      }
    }
  }

  private static void bind(PreparedStatement insert, List<Object> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      insert.setObject(i + 1, values.get(i));
    }
    insert.executeUpdate();
  }
}
