package dev.podlane.cluster;

import org.jspecify.annotations.Nullable;

/**
 * A pod and its node.
 *
 * @param draft the pod as written
 * @param nodeName the node it runs on; null if it has none
 */
record Placed(Drafts.PodDraft draft, @Nullable String nodeName) {}
