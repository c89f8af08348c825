package dev.podlane.compile;

import dev.podlane.cluster.ObjectRef;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which object each element of a compiled network comes from. Nearly all elements of a namespace
 * come from the object that the namespace stands for, so only the others are kept, and the answer
 * is put together when it is asked for; elements that were added after compiling have none.
 *
 * @param network as compiled
 * @param structure what its namespaces stand for
 * @param others elements that come from another object than their namespace does: namespace to
 *     element id to object
 */
public record Provenance(
    Network network, Structure structure, Map<String, Map<String, ObjectRef>> others) {
  public Provenance {
    Map<String, Map<String, ObjectRef>> copy = new LinkedHashMap<>();
    others.forEach(
        (name, ids) -> copy.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(ids))));
    others = Collections.unmodifiableMap(copy);
  }

  /** Every element of a namespace by its id, in the order devices, addresses, routes, sockets. */
  public Map<String, Origin> of(String namespace) {
    NamespaceInfo info = structure.namespaces().get(namespace);
    NetworkNamespace ns = network.namespaces().get(namespace);
    return info == null || ns == null
        ? Map.of()
        : Origins.of(ns, info, others.getOrDefault(namespace, Map.of()));
  }

  /**
   * Where one element comes from.
   *
   * @param elementId as {@link dev.podlane.net.ns.ElementIds} makes it
   */
  public Optional<Origin> origin(String elementId) {
    for (int end = elementId.length(); end > 0; end = elementId.lastIndexOf('/', end - 1)) {
      String namespace = elementId.substring(0, end);
      if (structure.namespaces().containsKey(namespace)) {
        Origin found = of(namespace).get(elementId);
        if (found != null) {
          return Optional.of(found);
        }
      }
    }
    return Optional.empty();
  }
}
