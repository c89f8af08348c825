package dev.podlane.compile.proxy;

/** The reason for a rule of kube-proxy. */
public enum Why {
  /** It brings packets to the Service's endpoints. */
  SERVICE,
  /** The Service has no endpoint at all (rule 58). */
  NO_ENDPOINTS,
  /** Its traffic policy is Local, and the node has no endpoint of it (rules 34, 35). */
  NO_LOCAL_ENDPOINTS,
  /** The client is in none of {@code loadBalancerSourceRanges} (rule 40). */
  SOURCE_RANGES
}
