package dev.podlane.store.file;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies clusters from a file into another one of today's version, so that only live rows come
 * along. Each cluster is a transaction, and never in memory as a whole: the other file is not used
 * before it is complete.
 */
final class ClusterCopy {
  private final Connection from;
  private final Connection to;
  private final Format format;

  /** The place of the rows in a version of the file. */
  enum Format {
    /** Version 2: a text in one row, with the id of its cluster. */
    WHOLE_TEXTS(
        "select c.*, c.id as text_id from clusters c where c.id = ?",
        "select cluster_id, digest, current_timestamp from cluster_documents where cluster_id ="
            + " ?") {
      @Override
      void copyText(String id, Connection from, Connection to) throws SQLException {
        String query = "select documents from cluster_documents where cluster_id = ?";
        for (String text : JdbcRows.read(from, query, row -> FileTexts.text(row, 1), id)) {
          FileTexts.write(to, id, text);
        }
      }
    },
    /** From version 3 on: texts in parts. */
    PARTS(
        "select c.* from clusters c where c.id = ?",
        "select t.id, t.digest, t.begun from texts t join clusters c on c.text_id = t.id"
            + " where c.id = ?") {
      @Override
      void copyText(String id, Connection from, Connection to) throws SQLException {
        int[] number = {0};
        FileTexts.each(from, id, part -> FileTexts.write(to, id, number[0]++, part));
      }
    };

    private final String cluster;
    private final String text;

    Format(String cluster, String text) {
      this.cluster = cluster;
      this.text = text;
    }

    /** Copies the parts of a text. */
    abstract void copyText(String id, Connection from, Connection to) throws SQLException;

    void copyTexts(String cluster, Connection from, Connection to) throws SQLException {
      JdbcRows.Use<String> begin =
          row -> {
            FileTexts.begin(to, row.getString(1), FileTexts.text(row, 2), row.getObject(3));
            return row.getString(1);
          };
      for (String id : JdbcRows.read(from, text, begin, cluster)) {
        copyText(id, from, to);
      }
    }
  }

  ClusterCopy(Connection from, Connection to, Format format) {
    this.from = from;
    this.to = to;
    this.format = format;
  }

  /**
   * Copies all clusters, and the rooms, into a file that has none.
   *
   * @throws AlteredException if some are not as they were saved
   */
  void all() throws SQLException {
    List<String> ids = ids(from);
    List<String> altered = new ArrayList<>();
    for (String id : ids) {
      try {
        one(id);
      } catch (AlteredException e) {
        altered.add(id);
      }
    }
    if (!altered.isEmpty()) {
      throw new AlteredException(altered, ids.size());
    }
    count(to);
    RoomCopy.all(from, to);
  }

  /** Ids of all clusters of a file. */
  static List<String> ids(Connection from) throws SQLException {
    return JdbcRows.read(
        from, "select id from clusters order by created, id", row -> row.getString(1));
  }

  /**
   * Copies one cluster, if it is there.
   *
   * @throws SQLException if it cannot be read; nothing of it is in the copy then
   * @throws AlteredException if it is not as it was saved; nothing of it is in the copy then
   */
  void one(String id) throws SQLException {
    to.setAutoCommit(false);
    try {
      format.copyTexts(id, from, to);
      JdbcRows.copy(from, format.cluster, to, "clusters", id);
      JdbcRows.copy(from, "select * from edits where cluster_id = ? order by seq", to, "edits", id);
      Contents.requireWhole(to, id);
      to.commit();
    } finally {
      to.rollback();
      to.setAutoCommit(true);
    }
  }

  /** Writes down how much there is. */
  static void count(Connection in) throws SQLException {
    List<long[]> all =
        JdbcRows.read(
            in,
            "select count(*), coalesce(sum(size_bytes + edit_bytes), 0) from clusters",
            row -> new long[] {row.getLong(1), row.getLong(2)});
    JdbcRows.write(
        in,
        "update store_totals set clusters = ?, bytes = ? where id = 1",
        all.get(0)[0],
        all.get(0)[1]);
  }
}
