package dev.podlane.compile;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.policy.verdict.LazyPolicies;

/** Compiles clusters into networks. */
public final class Compiler {
  private Compiler() {}

  /**
   * Compiles the network that healthy nodes would have; the namespaces of nodes and pods are built
   * on first access. Pods without node or address and finished ones have no namespace. Anything the
   * kernel would refuse is left out and reported as a refusal; no content of a cluster makes it
   * throw.
   */
  public static Compiled compile(Cluster cluster) {
    return new Assembly(cluster).build();
  }

  /**
   * Compiles a cluster that was made from another one. The result is that of {@link
   * #compile(Cluster)}; if nodes and most pods are the same objects, it takes about the time of the
   * pods that are not.
   *
   * @param before the other one, compiled
   */
  public static Compiled compile(Cluster cluster, Compiled before) {
    LazyPolicies policies = new LazyPolicies(cluster);
    Parts parts = before.provenance().parts().with(cluster, policies);
    return parts == null ? compile(cluster) : parts.compiled(policies);
  }
}
