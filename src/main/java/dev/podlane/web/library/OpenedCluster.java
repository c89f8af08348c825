package dev.podlane.web.library;

import dev.podlane.workspace.Workspace;

/**
 * A cluster of the library and what became of its documents and edits.
 *
 * @param history the edits that are kept
 */
public record OpenedCluster(Entry entry, Workspace workspace, EditLog history) {}
