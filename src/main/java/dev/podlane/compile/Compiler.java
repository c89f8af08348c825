package dev.podlane.compile;

import dev.podlane.cluster.Cluster;

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
}
