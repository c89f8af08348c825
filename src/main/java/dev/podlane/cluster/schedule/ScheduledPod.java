package dev.podlane.cluster.schedule;

import dev.podlane.cluster.read.Drafts;
import org.jspecify.annotations.Nullable;

/**
 * A pod and its node.
 *
 * @param draft the pod as written
 * @param nodeName the node it runs on; null if it has none
 */
public record ScheduledPod(Drafts.PodDraft draft, @Nullable String nodeName) {}
