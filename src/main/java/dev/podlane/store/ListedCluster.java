package dev.podlane.store;

import java.time.Instant;

/**
 * One line of the list of clusters.
 *
 * @param id as in {@link SavedCluster}
 * @param name as in {@link SavedCluster}
 * @param created time at which it was first saved
 * @param updated time of its last change
 */
public record ListedCluster(String id, String name, Instant created, Instant updated) {}
