package dev.podlane.store;

import dev.podlane.store.StoreFullException.Limit;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Keeps clusters in the database file. When a method returns, its change survives the death of the
 * process.
 */
@Repository
public class ClusterStore {
  private static final String ID_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int ID_LENGTH = 10;

  private final JdbcClient jdbc;
  private final StoreProperties limits;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** A store over the given database, within the given limits. */
  public ClusterStore(JdbcClient jdbc, StoreProperties limits, Clock clock) {
    this.jdbc = jdbc;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Saves a new cluster under a fresh id.
   *
   * @throws StoreFullException when a limit is reached; nothing is saved then
   */
  public synchronized SavedCluster add(
      String name, String contentType, String documents, Blanked blanked) {
    int count = jdbc.sql("select count(*) from clusters").query(Integer.class).single();
    if (count >= limits.maxClusters()) {
      throw new StoreFullException(Limit.CLUSTERS, limits.maxClusters());
    }
    long size = requireRoom(documents, "");
    Instant now = now();
    SavedCluster saved = new SavedCluster(newId(), name, contentType, documents, blanked, now, now);
    jdbc.sql("insert into clusters values (?, ?, ?, ?, ?, ?, ?, ?)")
        .param(saved.id())
        .param(name)
        .param(contentType)
        .param(documents)
        .param(size)
        .param(blanked.text())
        .param(utc(now))
        .param(utc(now))
        .update();
    flush();
    return saved;
  }

  /**
   * Replaces name and documents of a saved cluster.
   *
   * @return the cluster as it is now; empty when there is none with this id
   * @throws StoreFullException when the new documents do not fit; the old ones stay then
   */
  public synchronized Optional<SavedCluster> replace(
      String id, String name, String contentType, String documents, Blanked blanked) {
    long size = requireRoom(documents, id);
    int changed =
        jdbc.sql(
                "update clusters set name = ?, content_type = ?, documents = ?, size_bytes = ?,"
                    + " blanked = ?, updated = ? where id = ?")
            .param(name)
            .param(contentType)
            .param(documents)
            .param(size)
            .param(blanked.text())
            .param(utc(now()))
            .param(id)
            .update();
    flush();
    return changed == 0 ? Optional.empty() : find(id);
  }

  /** Forgets a cluster; false when there was none with this id. */
  public synchronized boolean delete(String id) {
    int changed = jdbc.sql("delete from clusters where id = ?").param(id).update();
    flush();
    return changed > 0;
  }

  /** The saved cluster with this id, if there is one. */
  public Optional<SavedCluster> find(String id) {
    return jdbc.sql(
            "select id, name, content_type, documents, blanked, created, updated"
                + " from clusters where id = ?")
        .param(id)
        .query(ClusterStore::cluster)
        .optional();
  }

  /** All saved clusters without their documents, oldest first. */
  public List<Entry> list() {
    return jdbc.sql("select id, name, created, updated from clusters order by created, id")
        .query(
            (row, index) ->
                new Entry(row.getString(1), row.getString(2), instant(row, 3), instant(row, 4)))
        .list();
  }

  /**
   * One line of the list.
   *
   * @param id as in {@link SavedCluster}
   * @param name as in {@link SavedCluster}
   * @param created when it was first saved
   * @param updated when it last changed
   */
  public record Entry(String id, String name, Instant created, Instant updated) {}

  private long requireRoom(String documents, String replacedId) {
    long size = documents.getBytes(StandardCharsets.UTF_8).length;
    long others =
        jdbc.sql("select coalesce(sum(size_bytes), 0) from clusters where id <> ?")
            .param(replacedId)
            .query(Long.class)
            .single();
    if (others + size > limits.maxTotalSize().toBytes()) {
      throw new StoreFullException(Limit.BYTES, limits.maxTotalSize().toBytes());
    }
    return size;
  }

  /** Pushes what was written through the operating system's cache, for the day the power fails. */
  private void flush() {
    jdbc.sql("checkpoint sync").update();
  }

  private String newId() {
    StringBuilder id = new StringBuilder("c-");
    for (int i = 0; i < ID_LENGTH; i++) {
      id.append(ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length())));
    }
    return id.toString();
  }

  /** The database keeps microseconds; what is answered now must equal what is read later. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static SavedCluster cluster(ResultSet row, int index) throws SQLException {
    return new SavedCluster(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Blanked.parse(row.getString(5)),
        instant(row, 6),
        instant(row, 7));
  }
}
