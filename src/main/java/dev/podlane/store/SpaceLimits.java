package dev.podlane.store;

/**
 * Bounds of the clusters of one space.
 *
 * @param clusters largest number of clusters
 * @param bytes largest total size of their documents and edits, in bytes (UTF-8)
 */
public record SpaceLimits(long clusters, long bytes) {
  /** No bounds. */
  public static final SpaceLimits NONE = new SpaceLimits(Long.MAX_VALUE / 2, Long.MAX_VALUE / 2);
}
