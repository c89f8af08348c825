package dev.podlane.cluster.policy;

/** The direction of a pod's packets that a policy controls (rule 84). */
public enum Direction {
  /** Those to it. */
  INGRESS,
  /** Those from it. */
  EGRESS
}
