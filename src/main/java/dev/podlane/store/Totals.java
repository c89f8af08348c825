package dev.podlane.store;

import dev.podlane.store.StoreFullException.Limit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The row that all clusters are counted in. A change adds to it by one {@code update} that holds
 * the limits in its condition: the database lets one transaction at a time change a row, and looks
 * at the condition again when another one was first. So limits hold with any number of servers on
 * one database, at the isolation level every database has (read committed).
 */
final class Totals {
  private final JdbcClient jdbc;
  private final StoreProperties limits;
  private final SpaceLimits ofSpace;
  private final AtomicInteger lent = new AtomicInteger();

  Totals(JdbcClient jdbc, StoreProperties limits, SpaceLimits ofSpace) {
    this.jdbc = jdbc;
    this.limits = limits;
    this.ofSpace = ofSpace;
  }

  /** As {@link ClusterStore#lend}. */
  void lend(int clusters) {
    lent.addAndGet(clusters);
  }

  private long maxClusters() {
    return (long) limits.maxClusters() + lent.get();
  }

  /**
   * Refuses early a change that cannot fit, before it is written.
   *
   * @param space hash of the key of the cluster's space; empty for none
   * @return true, always
   * @throws StoreFullException if it would not fit
   */
  boolean requireRoom(String space, long clusters, long bytes) {
    jdbc.sql("select clusters, bytes from store_totals where id = 1")
        .query(
            row -> {
              requireRoom(row.getLong(1), clusters, row.getLong(2), bytes);
            });
    requireRoomInSpace(space, Math.max(clusters, 0), Math.max(bytes, 0));
    return true;
  }

  private void requireRoom(long clusters, long moreClusters, long bytes, long moreBytes) {
    if (moreClusters > 0 && clusters + moreClusters > maxClusters()) {
      throw new StoreFullException(Limit.CLUSTERS, limits.maxClusters());
    }
    if (moreBytes > 0 && bytes + moreBytes > limits.maxTotalSize().toBytes()) {
      throw new StoreFullException(Limit.BYTES, limits.maxTotalSize().toBytes());
    }
  }

  /**
   * Counts a change, in the transaction that makes it and as its last statement. Until that
   * transaction ends, no other one counts, so what is in a space can be counted then.
   *
   * @param space hash of the key of the cluster's space; empty for none
   * @param clusters number of clusters added; negative for removed ones
   * @param bytes number of bytes added; negative for removed ones
   * @throws StoreFullException if a limit would be passed; the transaction must be given up then
   */
  void add(String space, long clusters, long bytes) {
    int counted =
        jdbc.sql(
                "update store_totals set clusters = clusters + ?, bytes = bytes + ? where id = 1"
                    + " and (? <= 0 or clusters + ? <= ?) and (? <= 0 or bytes + ? <= ?)")
            .params(clusters, bytes)
            .params(clusters, clusters, maxClusters())
            .params(bytes, bytes, limits.maxTotalSize().toBytes())
            .update();
    if (counted == 0) {
      requireRoom(space, clusters, bytes);
      throw new StoreFullException(Limit.BYTES, limits.maxTotalSize().toBytes());
    }
    if (clusters > 0 || bytes > 0) {
      requireRoomInSpace(space, 0, 0);
    }
  }

  private void requireRoomInSpace(String space, long moreClusters, long moreBytes) {
    if (space.isEmpty()) {
      return;
    }
    Usage used = usage(jdbc, space);
    if (used.clusters() + moreClusters > ofSpace.clusters()) {
      throw new StoreFullException(Limit.SPACE_CLUSTERS, ofSpace.clusters());
    }
    if (used.bytes() + moreBytes > ofSpace.bytes()) {
      throw new StoreFullException(Limit.SPACE_BYTES, ofSpace.bytes());
    }
  }

  /** Counts what a space holds. */
  static Usage usage(JdbcClient jdbc, String space) {
    return jdbc.sql(
            "select count(*), coalesce(sum(size_bytes + edit_bytes), 0) from clusters"
                + " where space_hash = ?")
        .param(space)
        .query((row, index) -> new Usage(row.getLong(1), row.getLong(2)))
        .single();
  }
}
