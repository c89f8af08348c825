package dev.podlane.cluster.http;

import dev.podlane.cluster.object.ObjectRef;
import java.util.List;

/**
 * Lets routes of other namespaces name objects of its own (rule 126).
 *
 * @param ref its name
 * @param from kinds and namespaces that may name them
 * @param to objects that may be named
 */
public record ReferenceGrant(ObjectRef ref, List<From> from, List<To> to) {
  /** A kind and a namespace that may name objects here. */
  public record From(String group, String kind, String namespace) {}

  /**
   * Objects that may be named.
   *
   * @param group empty for the core group
   * @param name empty for all
   */
  public record To(String group, String kind, String name) {}

  public ReferenceGrant {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }

  /** Returns true if HTTPRoutes of a namespace may name a Service here. */
  public boolean allows(String namespace, String service) {
    return from.stream()
            .anyMatch(
                each ->
                    each.group().equals(GatewayReader.GROUP)
                        && each.kind().equals("HTTPRoute")
                        && each.namespace().equals(namespace))
        && to.stream()
            .anyMatch(
                each ->
                    each.group().isEmpty()
                        && each.kind().equals("Service")
                        && (each.name().isEmpty() || each.name().equals(service)));
  }
}
