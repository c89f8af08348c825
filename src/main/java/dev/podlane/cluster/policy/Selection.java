package dev.podlane.cluster.policy;

/** The decision if a policy applies to a pod. */
public enum Selection {
  YES,
  NO,
  /** The policy may; Podlane cannot read how it selects. */
  UNKNOWN
}
