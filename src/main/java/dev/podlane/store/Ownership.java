package dev.podlane.store;

import java.time.Instant;

/**
 * The owner of a saved cluster, and what the owner has allowed.
 *
 * @param space hash of the key of its space; empty for a cluster that was saved without one
 * @param editHash hash of the token of its editable link; empty if there is none
 * @param seen time at which it was last opened; for a cluster that never was, of its last change
 * @param named true if its name may be shown where its link is posted
 */
public record Ownership(String space, String editHash, Instant seen, boolean named) {}
