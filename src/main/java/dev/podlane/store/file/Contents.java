package dev.podlane.store.file;

import dev.podlane.store.Digests;
import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The clusters in a database file, all of it read once.
 *
 * @param versions every cluster's version, by id
 * @param altered ids of clusters whose texts or edits are not those that were saved
 */
record Contents(SortedMap<String, Long> versions, SortedSet<String> altered) {

  /**
   * Reads all texts and compares them with their digests. A text that cannot be read counts as
   * altered.
   *
   * @throws SQLException if not even the rows can be read
   */
  static Contents read(Connection connection) throws SQLException {
    SortedMap<String, Long> versions = new TreeMap<>();
    SortedSet<String> altered = new TreeSet<>();
    Map<String, Set<Long>> edits = edits(connection, altered);
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select id, version, head_seq, tip_seq, digest, documents from clusters"
                    + " left join cluster_documents on cluster_id = id")) {
      while (row.next()) {
        String id = row.getString(1);
        versions.put(id, row.getLong(2));
        Set<Long> own = edits.getOrDefault(id, Set.of(0L));
        boolean chained = own.contains(row.getLong(3)) && own.contains(row.getLong(4));
        if (!chained || !isWhole(row, 6, row.getString(5))) {
          altered.add(id);
        }
      }
    }
    return new Contents(
        Collections.unmodifiableSortedMap(versions), Collections.unmodifiableSortedSet(altered));
  }

  /** Numbers of all edits by cluster, with 0 for its documents. */
  private static Map<String, Set<Long>> edits(Connection connection, Set<String> altered)
      throws SQLException {
    Map<String, Set<Long>> edits = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select cluster_id, seq, parent_seq, digest, payload from edits"
                    + " order by cluster_id, seq")) {
      while (row.next()) {
        String id = row.getString(1);
        Set<Long> own = edits.computeIfAbsent(id, any -> new HashSet<>(Set.of(0L)));
        boolean chained = own.contains(row.getLong(3));
        own.add(row.getLong(2));
        if (!chained || !isWhole(row, 5, row.getString(4))) {
          altered.add(id);
        }
      }
    }
    return edits;
  }

  private static boolean isWhole(ResultSet row, int column, String digest) {
    try (Reader text = row.getCharacterStream(column)) {
      return text != null && Digests.of(text).equals(digest);
    } catch (SQLException | IOException | IllegalStateException unreadable) {
      return false;
    }
  }
}
