package dev.podlane.store.file;

import dev.podlane.store.NewEdit;
import dev.podlane.store.TextEdits;
import dev.podlane.store.TextSum;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The first format: one table of clusters, and edits as documents at the end of the others. Its
 * contents become rows of today's tables, each edit with the time of its cluster's last change.
 */
final class OldFormat {
  private OldFormat() {}

  /** Copies all clusters into tables that hold none. */
  static void copy(Connection from, Connection to, TextEdits edits) throws SQLException {
    for (String id : ClusterCopy.ids(from)) {
      one(id, from, to, edits);
    }
    ClusterCopy.count(to);
  }

  /** Copies one cluster, if it is there. */
  static void one(String id, Connection from, Connection to, TextEdits edits) throws SQLException {
    String query =
        "select id, name, content_type, documents, blanked, created, updated"
            + " from clusters where id = ?";
    to.setAutoCommit(false);
    try {
      JdbcRows.read(from, query, row -> copy(row, to, edits), id);
      Contents.requireWhole(to, id);
      to.commit();
    } finally {
      to.rollback();
      to.setAutoCommit(true);
    }
  }

  private static String copy(ResultSet row, Connection to, TextEdits edits) throws SQLException {
    String id = row.getString(1);
    TextEdits.Taken taken = edits.take(row.getString(4));
    TextSum sum = TextSum.of(taken.documents());
    long editBytes = 0;
    for (NewEdit edit : taken.edits()) {
      editBytes += edit.payload().getBytes(StandardCharsets.UTF_8).length;
    }
    FileTexts.begin(to, id, sum.digest(), row.getObject(7));
    FileTexts.write(to, id, taken.documents());
    int last = taken.edits().size();
    JdbcRows.write(
        to,
        "insert into clusters (id, name, content_type, size_bytes, text_id, blanked, created,"
            + " updated, version, head_seq, tip_seq, last_seq, edit_rows, edit_bytes)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)",
        id,
        row.getString(2),
        row.getString(3),
        sum.bytes(),
        id,
        row.getString(5),
        row.getObject(6),
        row.getObject(7),
        last,
        last,
        last,
        last,
        editBytes);
    write(to, id, taken.edits(), row.getObject(7));
    return id;
  }

  private static void write(Connection to, String id, List<NewEdit> edits, Object moment)
      throws SQLException {
    for (int i = 0; i < edits.size(); i++) {
      NewEdit edit = edits.get(i);
      JdbcRows.write(
          to,
          "insert into edits (cluster_id, seq, parent_seq, moment, kind, payload, digest)"
              + " values (?, ?, ?, ?, ?, ?, ?)",
          id,
          i + 1,
          i,
          moment,
          edit.kind(),
          edit.payload(),
          TextSum.digest(edit.payload()));
    }
  }
}
