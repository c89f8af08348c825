package dev.podlane.store.file;

import dev.podlane.store.TextSum;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The clusters in a database file, all of it read once.
 *
 * @param versions every cluster's version, by id
 * @param altered ids of clusters whose texts or edits are not those that were saved
 * @param unused true if there are texts that belong to no cluster
 */
record Contents(SortedMap<String, Long> versions, SortedSet<String> altered, boolean unused) {
  private static final String HEADS =
      "select c.id, version, head_seq, tip_seq, t.id, digest from clusters c"
          + " left join texts t on t.id = c.text_id";

  private record Head(
      String id,
      long version,
      long head,
      long tip,
      @Nullable String text,
      @Nullable String digest) {}

  private record Edit(long seq, long parent, boolean whole) {}

  /**
   * Reads all texts and compares them with their digests. A cluster that cannot be read counts as
   * altered.
   *
   * @throws SQLException if not even the list of clusters can be read, or nothing more
   */
  static Contents read(Connection connection) throws SQLException {
    SortedMap<String, Long> versions = new TreeMap<>();
    SortedSet<String> altered = new TreeSet<>();
    for (Head head : JdbcRows.read(connection, HEADS, Contents::head)) {
      versions.put(head.id, head.version);
      if (!isWhole(connection, head)) {
        altered.add(head.id);
      }
    }
    List<Long> unused =
        JdbcRows.read(
            connection,
            "select count(*) from texts where id not in (select text_id from clusters)",
            row -> row.getLong(1));
    return new Contents(
        Collections.unmodifiableSortedMap(versions),
        Collections.unmodifiableSortedSet(altered),
        unused.get(0) > 0);
  }

  /**
   * Makes sure that the stored rows of a cluster are those that were saved.
   *
   * @throws AlteredException if it is not
   */
  static void requireWhole(Connection connection, String id) throws SQLException {
    for (Head head : JdbcRows.read(connection, HEADS + " where c.id = ?", Contents::head, id)) {
      if (!isWhole(connection, head)) {
        throw new AlteredException(List.of(id), 1);
      }
    }
  }

  private static Head head(ResultSet row) throws SQLException {
    return new Head(
        row.getString(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getString(5),
        row.getString(6));
  }

  private static boolean isWhole(Connection connection, Head head) throws SQLException {
    try {
      TextSum sum = new TextSum();
      if (head.text == null) {
        return false;
      }
      FileTexts.each(connection, head.text, sum::add);
      return sum.digest().equals(head.digest) && areWhole(connection, head);
    } catch (SQLException unreadable) {
      if (FailureCauses.isClosed(unreadable)) {
        throw unreadable;
      }
      return false;
    } catch (IllegalStateException unreadable) {
      return false;
    }
  }

  private static boolean areWhole(Connection connection, Head head) throws SQLException {
    Set<Long> there = new HashSet<>(Set.of(0L));
    for (Edit edit :
        JdbcRows.read(
            connection,
            "select seq, parent_seq, digest, payload from edits where cluster_id = ? order by seq",
            row ->
                new Edit(
                    row.getLong(1),
                    row.getLong(2),
                    TextSum.digest(FileTexts.text(row, 4)).equals(row.getString(3))),
            head.id)) {
      if (!edit.whole || !there.contains(edit.parent)) {
        return false;
      }
      there.add(edit.seq);
    }
    return there.contains(head.head) && there.contains(head.tip);
  }
}
