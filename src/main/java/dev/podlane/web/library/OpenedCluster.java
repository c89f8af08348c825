package dev.podlane.web.library;

import dev.podlane.workspace.Workspace;

/**
 * A cluster of the library with the result of its documents and edits.
 *
 * @param history the edits that are kept
 */
public record OpenedCluster(ClusterEntry entry, Workspace workspace, EditLog history) {}
