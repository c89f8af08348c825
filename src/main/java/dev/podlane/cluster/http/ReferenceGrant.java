package dev.podlane.cluster.http;

import dev.podlane.cluster.object.ObjectRef;
import java.util.List;

/**
 * Lets routes and Gateways of other namespaces name objects of its own (rule 126).
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
    return allows("HTTPRoute", namespace, "Service", service);
  }

  /**
   * Returns true if objects of a kind of the Gateway API in a namespace may name an object here.
   *
   * @param kind the naming kind, such as {@code HTTPRoute}
   * @param target kind of the named object, one of the core group
   */
  boolean allows(String kind, String namespace, String target, String name) {
    return from.stream()
            .anyMatch(
                each ->
                    each.group().equals(GatewayReader.GROUP)
                        && each.kind().equals(kind)
                        && each.namespace().equals(namespace))
        && to.stream()
            .anyMatch(
                each ->
                    each.group().isEmpty()
                        && each.kind().equals(target)
                        && (each.name().isEmpty() || each.name().equals(name)));
  }
}
