package dev.podlane.compile;

import dev.podlane.net.ns.Network;
import java.util.List;

/**
 * A cluster as a network.
 *
 * @param network every namespace, as healthy nodes would have it
 * @param structure what the namespaces stand for
 * @param provenance which object each element comes from
 * @param refusals what the kernel would refuse and what cannot be compiled, in the order of the
 *     namespaces
 */
public record Compiled(
    Network network, Structure structure, Provenance provenance, List<Refusal> refusals) {
  public Compiled {
    refusals = List.copyOf(refusals);
  }
}
