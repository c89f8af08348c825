package dev.podlane.cluster.object;

import java.util.Locale;
import java.util.Optional;

/** The program that enforces NetworkPolicies in a cluster (docs/pod-networks.md). */
public enum PolicyEngine {
  /** kubernetes-sigs/kube-network-policies, which is in kindnet too. */
  KUBE_NETWORK_POLICIES,
  /** Felix of Calico. */
  CALICO,
  /** The network policy controller of kube-router. */
  KUBE_ROUTER,
  /** The network policy agent of Amazon's VPC CNI. */
  AWS,
  /** Cilium's own. */
  CILIUM,
  /** Antrea's own. */
  ANTREA,
  /** That of a plugin that is named, but not known. */
  OTHER,
  /** Nothing: policies have no effect (rule 106). */
  NONE;

  /** The value of {@code policyEngine} that asks for the engine of the plugin, or the default. */
  public static final String ON = "on";

  /** The value of {@code policyEngine}, such as {@code kube-network-policies}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The engine of that name, if there is one. */
  public static Optional<PolicyEngine> of(String text) {
    for (PolicyEngine engine : values()) {
      if (engine != OTHER && engine.text().equals(text)) {
        return Optional.of(engine);
      }
    }
    return Optional.empty();
  }

  /** Returns true if policies have an effect. */
  public boolean enforces() {
    return this != NONE;
  }

  /**
   * Returns true if walks meet what it enforces in a pod network; else a policy makes them unknown.
   */
  public boolean isSimulatedIn(PodNetworkKind network) {
    return this == KUBE_NETWORK_POLICIES || (this == CALICO && network.policyEngine() == CALICO);
  }
}
