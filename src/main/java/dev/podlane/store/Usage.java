package dev.podlane.store;

/**
 * The size of a space.
 *
 * @param clusters number of its clusters
 * @param bytes total size of their documents and edits, in bytes (UTF-8)
 */
public record Usage(long clusters, long bytes) {}
