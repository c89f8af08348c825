package dev.podlane.compile;

import dev.podlane.cluster.policy.verdict.LazyPolicies;
import dev.podlane.net.ns.Network;
import java.util.List;

/**
 * A cluster as a network.
 *
 * @param network every namespace, as healthy nodes would have it
 * @param pods all pods of the cluster, with or without a namespace
 * @param structure the objects that the namespaces stand for
 * @param provenance the object that each element comes from
 * @param policies the policies of the cluster
 * @param containers containers of Docker engines, in the order of the text
 * @param refusals routes and sockets that the kernel would refuse, and objects that cannot be
 *     compiled, in the order of the namespaces
 */
public record Compiled(
    Network network,
    PodTable pods,
    Structure structure,
    Provenance provenance,
    LazyPolicies policies,
    List<ContainerInfo> containers,
    List<Refusal> refusals) {
  public Compiled {
    containers = List.copyOf(containers);
    refusals = List.copyOf(refusals);
  }
}
