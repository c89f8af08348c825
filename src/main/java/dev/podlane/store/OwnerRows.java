package dev.podlane.store;

import dev.podlane.store.Medium.Change;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The owners of saved clusters. Nothing here changes a cluster's contents, and so not its version
 * either; the owner of a cluster never changes.
 */
@Repository
public class OwnerRows {
  private static final Change SMALL = new Change(0, false);

  private final Medium medium;
  private final JdbcClient jdbc;

  /** The owners of the clusters of a database. */
  public OwnerRows(Medium medium, JdbcClient jdbc) {
    this.medium = medium;
    this.jdbc = jdbc;
  }

  /** The owner of the cluster with this id, if there is such a cluster. */
  public Optional<Ownership> of(String id) {
    return medium.read(
        () ->
            jdbc.sql(
                    "select coalesce(space_hash, ''), coalesce(edit_hash, ''),"
                        + " coalesce(seen, updated), named from clusters where id = ?")
                .param(id)
                .query(
                    (row, index) ->
                        new Ownership(
                            row.getString(1),
                            row.getString(2),
                            Times.instant(row, 3),
                            row.getBoolean(4)))
                .optional());
  }

  /** The clusters of a space that were opened since a moment, oldest first. */
  public List<ListedCluster> list(String space, Instant since) {
    return medium.read(
        () ->
            jdbc.sql(
                    "select id, name, created, updated from clusters where space_hash = ?"
                        + " and coalesce(seen, updated) >= ? order by created, id")
                .params(space, Times.utc(since))
                .query(ClusterRows::listed)
                .list());
  }

  /** Counts the clusters of a space. */
  public Usage usage(String space) {
    return medium.read(() -> Totals.usage(jdbc, space));
  }

  /** Notes that a cluster was opened at that time. */
  public void seen(String id, Instant now) {
    update("update clusters set seen = ? where id = ?", Times.utc(now), id);
  }

  /** Replaces the hash of the token of a cluster's editable link; empty to revoke the link. */
  public void editHash(String id, String hash) {
    update("update clusters set edit_hash = nullif(?, '') where id = ?", hash, id);
  }

  /** Allows or forbids to show a cluster's name where its link is posted. */
  public void named(String id, boolean named) {
    update("update clusters set named = ? where id = ?", named, id);
  }

  /**
   * The clusters of spaces that nobody has opened since a moment. Clusters of no space are not
   * among them.
   *
   * @param most largest number of ids returned
   */
  public List<String> unread(Instant since, int most) {
    return medium.read(
        () ->
            jdbc.sql(
                    "select id from clusters where space_hash is not null"
                        + " and coalesce(seen, updated) < ? order by id limit ?")
                .params(Times.utc(since), most)
                .query(String.class)
                .list());
  }

  private void update(String statement, Object value, String id) {
    medium.change(
        SMALL, () -> jdbc.sql(statement).params(value, id).update(), done -> Optional.empty());
  }
}
