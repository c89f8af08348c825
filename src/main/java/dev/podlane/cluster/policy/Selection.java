package dev.podlane.cluster.policy;

/** Whether a policy selects a pod. */
public enum Selection {
  YES,
  NO,
  /** The policy may; Podlane cannot read how it selects. */
  UNKNOWN
}
