package dev.podlane.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of clusters, without their documents and edits. */
final class ClusterRows {
  private final JdbcClient jdbc;

  ClusterRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A row without its texts. Each of its changes is the next version.
   *
   * @param lastSeq the highest number an edit of this cluster ever had
   * @param editRows number of edits kept
   * @param editBytes bytes of their payloads
   * @param sizeBytes bytes of the documents
   * @param text id of the documents in {@link TextRows}
   * @param space hash of the key of its space; empty for none
   */
  record Head(
      String id,
      long version,
      long head,
      long tip,
      long lastSeq,
      long editRows,
      long editBytes,
      long sizeBytes,
      String text,
      String space) {

    Head replaced(long size, String by) {
      return new Head(id, version + 1, head, tip, lastSeq, editRows, editBytes, size, by, space);
    }

    Head replacedWithoutEdits(long size, String by) {
      return new Head(id, version + 1, 0, 0, lastSeq, 0, 0, size, by, space);
    }

    Head appended(long bytes) {
      long seq = lastSeq + 1;
      return new Head(
          id, version + 1, seq, seq, seq, editRows + 1, editBytes + bytes, sizeBytes, text, space);
    }

    Head moved(long toHead, long toTip) {
      return new Head(
          id, version + 1, toHead, toTip, lastSeq, editRows, editBytes, sizeBytes, text, space);
    }

    long bytes() {
      return sizeBytes + editBytes;
    }
  }

  /** Reads a row and keeps others from changing it until the transaction ends. */
  Optional<Head> lock(String id) {
    return head(id, " for update");
  }

  /** Reads a row, which others may change meanwhile. */
  Optional<Head> head(String id) {
    return head(id, "");
  }

  private Optional<Head> head(String id, String how) {
    return jdbc.sql(
            "select id, version, head_seq, tip_seq, last_seq, edit_rows, edit_bytes, size_bytes,"
                + " text_id, coalesce(space_hash, '') from clusters where id = ?"
                + how)
        .param(id)
        .query(
            (row, index) ->
                new Head(
                    row.getString(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8),
                    row.getString(9),
                    row.getString(10)))
        .optional();
  }

  void insert(
      SavedCluster saved, String space, String text, long bytes, long editRows, long editBytes) {
    jdbc.sql(
            "insert into clusters (id, name, content_type, size_bytes, text_id, blanked, created,"
                + " updated, version, head_seq, tip_seq, last_seq, edit_rows, edit_bytes,"
                + " space_hash, seen) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?,"
                + " ''), ?)")
        .params(saved.id(), saved.name(), saved.contentType())
        .params(bytes, text, saved.blanked().text())
        .params(Times.utc(saved.created()), Times.utc(saved.updated()), saved.version())
        .params(saved.head(), saved.tip(), editRows, editRows, editBytes)
        .params(space, Times.utc(saved.created()))
        .update();
  }

  /** Says of a locked row which documents it has from now on. */
  void replace(Head from, Head to, String name, NewDocuments documents) {
    int changed =
        jdbc.sql(
                "update clusters set name = ?, content_type = ?, size_bytes = ?, text_id = ?,"
                    + " blanked = ? where id = ? and version = ?")
            .params(name, documents.contentType(), to.sizeBytes(), to.text())
            .params(documents.blanked().text(), from.id(), from.version())
            .update();
    requireChanged(changed, from);
  }

  /** Makes a locked row the next version. */
  void change(Head from, Head to, Instant now) {
    int changed =
        jdbc.sql(
                "update clusters set head_seq = ?, tip_seq = ?, last_seq = ?, edit_rows = ?,"
                    + " edit_bytes = ?, updated = ?, version = ? where id = ? and version = ?")
            .params(to.head(), to.tip(), to.lastSeq(), to.editRows(), to.editBytes())
            .params(Times.utc(now), to.version(), from.id(), from.version())
            .update();
    requireChanged(changed, from);
  }

  void delete(Head locked) {
    int changed =
        jdbc.sql("delete from clusters where id = ? and version = ?")
            .params(locked.id(), locked.version())
            .update();
    requireChanged(changed, locked);
  }

  Optional<Long> version(String id) {
    return jdbc.sql("select version from clusters where id = ?")
        .param(id)
        .query(Long.class)
        .optional();
  }

  Optional<Summary> summary(String id) {
    return jdbc.sql(
            "select id, name, content_type, blanked, created, updated, version, head_seq, tip_seq"
                + " from clusters where id = ?")
        .param(id)
        .query(
            (row, index) ->
                new Summary(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    Blanked.parse(row.getString(4)),
                    Times.instant(row, 5),
                    Times.instant(row, 6),
                    row.getLong(7),
                    row.getLong(8),
                    row.getLong(9)))
        .optional();
  }

  List<ListedCluster> list() {
    return jdbc.sql("select id, name, created, updated from clusters order by created, id")
        .query(ClusterRows::listed)
        .list();
  }

  /** Reads id, name and times of a row. */
  static ListedCluster listed(ResultSet row, int index) throws SQLException {
    return new ListedCluster(
        row.getString(1), row.getString(2), Times.instant(row, 3), Times.instant(row, 4));
  }

  /** The lock makes sure of it already; a database that forgot it must not lose a change. */
  private static void requireChanged(int changed, Head locked) {
    if (changed == 0) {
      throw new StaleVersionException(locked.id(), locked.version());
    }
  }
}
