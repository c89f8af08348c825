package dev.podlane.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of edits. They are added and read, and deleted only together with the documents they
 * apply to.
 */
final class EditRows {
  private final JdbcClient jdbc;

  EditRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(String cluster, SavedEdit edit) {
    jdbc.sql(
            "insert into edits (cluster_id, seq, parent_seq, moment, kind, payload, digest)"
                + " values (?, ?, ?, ?, ?, ?, ?)")
        .params(cluster, edit.seq(), edit.parent(), Times.utc(edit.moment()))
        .params(edit.kind(), edit.payload(), TextSum.digest(edit.payload()))
        .update();
  }

  boolean has(String cluster, long seq) {
    return jdbc.sql("select count(*) from edits where cluster_id = ? and seq = ?")
            .params(cluster, seq)
            .query(Long.class)
            .single()
        > 0;
  }

  /** The history of a cluster, by one statement and so of one moment; empty if it is not there. */
  Optional<History> history(String cluster) {
    List<History> found = new ArrayList<>();
    List<SavedEdit> edits = new ArrayList<>();
    jdbc.sql(
            "select c.version, c.head_seq, c.tip_seq,"
                + " e.seq, e.parent_seq, e.moment, e.kind, e.payload, e.digest"
                + " from clusters c left join edits e on e.cluster_id = c.id"
                + " where c.id = ? order by e.seq")
        .param(cluster)
        .query(
            row -> {
              found.add(new History(row.getLong(1), row.getLong(2), row.getLong(3), List.of()));
              row.getLong(4);
              if (!row.wasNull()) {
                edits.add(edit(cluster, row));
              }
            });
    return found.stream()
        .findFirst()
        .map(cut -> new History(cut.version(), cut.head(), cut.tip(), edits));
  }

  void deleteAll(String cluster) {
    jdbc.sql("delete from edits where cluster_id = ?").param(cluster).update();
  }

  private static SavedEdit edit(String cluster, ResultSet row) throws SQLException {
    Instant moment = Times.instant(row, 6);
    String payload = row.getString(8);
    if (!TextSum.digest(payload).equals(row.getString(9))) {
      throw new DamagedException(cluster);
    }
    return new SavedEdit(row.getLong(4), row.getLong(5), moment, row.getString(7), payload);
  }
}
