package dev.podlane.cluster;

import org.jspecify.annotations.Nullable;

/**
 * A pod and its node.
 *
 * @param draft the pod as written
 * @param nodeName the node it runs on; null if it has none
 * @param observed whether a status says what it does; else it is as desired, and healthy
 */
record Placed(Drafts.PodDraft draft, @Nullable String nodeName, boolean observed) {
  boolean isFinished() {
    return draft.phase() == Pod.Phase.SUCCEEDED || draft.phase() == Pod.Phase.FAILED;
  }
}
