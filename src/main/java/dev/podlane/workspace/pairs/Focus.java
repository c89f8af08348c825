package dev.podlane.workspace.pairs;

import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Policy;

/** The pairs that are asked about. */
public sealed interface Focus {
  /** All of them. */
  record Everything() implements Focus {}

  /** Those of one pod: from it, and to it. */
  record OnPod(Pod pod) implements Focus {}

  /**
   * Those on which a policy has a say: it selects the sender for egress or the receiver for
   * ingress.
   */
  record OnPolicy(Policy policy) implements Focus {}
}
