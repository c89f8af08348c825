package dev.podlane.cluster.policy.verdict;

/** The result of policies for a packet. */
public enum Verdict {
  ALLOW,
  DENY,
  /** A fact is missing, or a policy is not simulated, that could decide either way. */
  UNKNOWN
}
