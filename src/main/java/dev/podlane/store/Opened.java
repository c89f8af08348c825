package dev.podlane.store;

/**
 * A cluster and its edits as they were at one moment.
 *
 * @param cluster with its documents
 * @param history of the same version
 */
public record Opened(SavedCluster cluster, History history) {}
