package dev.podlane.cluster.policy;

/** Which packets of a pod a policy is about (rule 84). */
public enum Direction {
  /** Those to it. */
  INGRESS,
  /** Those from it. */
  EGRESS
}
