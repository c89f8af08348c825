package dev.podlane.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of clusters. */
final class ClusterRows {
  private final JdbcClient jdbc;

  ClusterRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A row without its texts. Each of its changes is the next version.
   *
   * @param lastSeq the highest number an edit of this cluster ever had
   * @param editRows how many edits are kept
   * @param editBytes bytes of their payloads
   * @param sizeBytes bytes of the documents
   */
  record Head(
      String id,
      long version,
      long head,
      long tip,
      long lastSeq,
      long editRows,
      long editBytes,
      long sizeBytes) {

    Head replaced(long size) {
      return new Head(id, version + 1, head, tip, lastSeq, editRows, editBytes, size);
    }

    Head replacedWithoutEdits(long size) {
      return new Head(id, version + 1, 0, 0, lastSeq, 0, 0, size);
    }

    Head appended(long bytes) {
      long seq = lastSeq + 1;
      return new Head(id, version + 1, seq, seq, seq, editRows + 1, editBytes + bytes, sizeBytes);
    }

    Head moved(long toHead, long toTip) {
      return new Head(id, version + 1, toHead, toTip, lastSeq, editRows, editBytes, sizeBytes);
    }

    long bytes() {
      return sizeBytes + editBytes;
    }
  }

  /** Reads a row and keeps others from changing it until the transaction ends. */
  Optional<Head> lock(String id) {
    return jdbc.sql(
            "select id, version, head_seq, tip_seq, last_seq, edit_rows, edit_bytes, size_bytes"
                + " from clusters where id = ? for update")
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
                    row.getLong(8)))
        .optional();
  }

  void insert(SavedCluster saved, byte[] utf8, long editRows, long editBytes) {
    jdbc.sql(
            "insert into clusters (id, name, content_type, size_bytes, blanked, created, updated,"
                + " version, head_seq, tip_seq, last_seq, edit_rows, edit_bytes)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(saved.id(), saved.name(), saved.contentType())
        .params(utf8.length, saved.blanked().text())
        .params(Times.utc(saved.created()), Times.utc(saved.updated()), saved.version())
        .params(saved.head(), saved.tip(), editRows, editRows, editBytes)
        .update();
    jdbc.sql("insert into cluster_documents (cluster_id, documents, digest) values (?, ?, ?)")
        .params(saved.id(), saved.documents(), Digests.of(utf8))
        .update();
  }

  /** Writes new documents over a locked row. */
  void replace(Head from, String name, NewDocuments documents, byte[] utf8) {
    int changed =
        jdbc.sql(
                "update clusters set name = ?, content_type = ?, size_bytes = ?, blanked = ?"
                    + " where id = ? and version = ?")
            .params(name, documents.contentType())
            .params(utf8.length, documents.blanked().text(), from.id(), from.version())
            .update();
    requireChanged(changed, from);
    jdbc.sql("update cluster_documents set documents = ?, digest = ? where cluster_id = ?")
        .params(documents.text(), Digests.of(utf8), from.id())
        .update();
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
    jdbc.sql("delete from cluster_documents where cluster_id = ?").param(locked.id()).update();
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

  Optional<SavedCluster> find(String id) {
    return jdbc.sql(
            "select id, name, content_type, documents, blanked, created, updated, version,"
                + " head_seq, tip_seq, digest from clusters"
                + " join cluster_documents on cluster_id = id where id = ?")
        .param(id)
        .query(ClusterRows::cluster)
        .optional();
  }

  Optional<Summary> summary(String id) {
    return jdbc.sql(
            "select id, name, content_type, blanked, created, updated, version"
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
                    row.getLong(7)))
        .optional();
  }

  List<ClusterStore.Entry> list() {
    return jdbc.sql("select id, name, created, updated from clusters order by created, id")
        .query(
            (row, index) ->
                new ClusterStore.Entry(
                    row.getString(1),
                    row.getString(2),
                    Times.instant(row, 3),
                    Times.instant(row, 4)))
        .list();
  }

  /** The lock makes sure of it already; a database that forgot it must not lose a change. */
  private static void requireChanged(int changed, Head locked) {
    if (changed == 0) {
      throw new StaleVersionException(locked.id(), locked.version());
    }
  }

  private static SavedCluster cluster(ResultSet row, int index) throws SQLException {
    SavedCluster cluster =
        new SavedCluster(
            row.getString(1),
            row.getString(2),
            row.getString(3),
            row.getString(4),
            Blanked.parse(row.getString(5)),
            Times.instant(row, 6),
            Times.instant(row, 7),
            row.getLong(8),
            row.getLong(9),
            row.getLong(10));
    if (!Digests.of(cluster.documents()).equals(row.getString(11))) {
      throw new DamagedException(cluster.id());
    }
    return cluster;
  }
}
