package dev.podlane.web.library;

import dev.podlane.workspace.Workspace;

/** A cluster of the library and what became of its documents. */
public record OpenedCluster(Entry entry, Workspace workspace) {}
