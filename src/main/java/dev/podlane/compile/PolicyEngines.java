package dev.podlane.compile;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.PolicyEngine;
import dev.podlane.cluster.policy.Policies;
import dev.podlane.cluster.policy.verdict.LazyPolicies;
import dev.podlane.compile.policy.KubeNetworkPolicies;
import org.jspecify.annotations.Nullable;

/** The one place where the program that enforces the policies of a cluster is chosen. */
final class PolicyEngines {
  private PolicyEngines() {}

  /**
   * The engine beside the plugin; null if the plugin enforces policies itself, or nothing does.
   * Without any policy, now or later, it is left out, since no packet would meet it.
   */
  static @Nullable KubeNetworkPolicies of(Cluster cluster, LazyPolicies policies) {
    PolicyEngine engine = cluster.network().nodes().policyEngine();
    boolean hasPolicies = !cluster.notSimulated().policies().equals(Policies.NONE);
    return engine == PolicyEngine.KUBE_NETWORK_POLICIES && hasPolicies
        ? KubeNetworkPolicies.of(cluster.network(), policies)
        : null;
  }
}
