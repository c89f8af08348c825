package dev.podlane.store;

import java.time.Instant;

/**
 * A saved cluster without its documents, which may be large.
 *
 * @param id as in {@link SavedCluster}
 * @param name as in {@link SavedCluster}
 * @param contentType as in {@link SavedCluster}
 * @param blanked as in {@link SavedCluster}
 * @param created as in {@link SavedCluster}
 * @param updated as in {@link SavedCluster}
 * @param version as in {@link SavedCluster}
 * @param head as in {@link SavedCluster}
 * @param tip as in {@link SavedCluster}
 */
public record Summary(
    String id,
    String name,
    String contentType,
    Blanked blanked,
    Instant created,
    Instant updated,
    long version,
    long head,
    long tip) {
  /** Returns the summary of a cluster, without its documents. */
  public static Summary of(SavedCluster cluster) {
    return new Summary(
        cluster.id(),
        cluster.name(),
        cluster.contentType(),
        cluster.blanked(),
        cluster.created(),
        cluster.updated(),
        cluster.version(),
        cluster.head(),
        cluster.tip());
  }

  SavedCluster with(String documents) {
    return new SavedCluster(
        id, name, contentType, documents, blanked, created, updated, version, head, tip);
  }
}
