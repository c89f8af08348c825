package dev.podlane.cluster.http;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.Place;
import java.util.List;

/**
 * An HTTPRoute as it is written (Gateway API {@code apis/v1/httproute_types.go}); of a GRPCRoute,
 * TLSRoute, TCPRoute or UDPRoute, only where it attaches.
 *
 * @param ref its name
 * @param place place in the documents
 * @param created {@code metadata.creationTimestamp}; empty if it was never applied
 * @param parents the objects it attaches to
 * @param hostnames in lower case, each may begin with {@code *.}; empty for every host
 * @param rules its rules
 */
public record HttpRoute(
    ObjectRef ref,
    Place place,
    String created,
    List<Parent> parents,
    List<String> hostnames,
    List<Rule> rules) {
  /**
   * An object that a route attaches to.
   *
   * @param kind {@code Gateway}, {@code ListenerSet}, or {@code Service} for service meshes (rule
   *     127); of another group, with the group
   * @param section name of the listener; empty for all
   * @param port port of the listener; 0 for all
   */
  public record Parent(String kind, String namespace, String name, String section, int port) {
    /** All of an object. */
    public static Parent of(ObjectRef object) {
      return new Parent(kind(object), object.namespace(), object.name(), "", 0);
    }

    /** All of the object that it names a part of. */
    public Parent whole() {
      return new Parent(kind, namespace, name, "", 0);
    }

    /** Returns true if it names an object. */
    public boolean isOf(ObjectRef object) {
      return whole().equals(of(object));
    }

    /** The kind of an object, with its group if that is not the Gateway API's. */
    private static String kind(ObjectRef object) {
      String version = object.apiVersion();
      String group = version.substring(0, Math.max(0, version.indexOf('/')));
      return group.equals(GatewayReader.GROUP) ? object.kind() : object.kind() + "." + group;
    }
  }

  /**
   * A rule.
   *
   * @param matches any of them; never empty
   * @param filters changes to request and answer, in order
   * @param backends the targets of requests
   * @param patience the time it waits for a backend
   * @param field its place in the object, such as {@code spec.rules[0]}
   */
  public record Rule(
      List<HttpMatch> matches,
      List<RouteFilter> filters,
      List<Backend> backends,
      Patience patience,
      String field) {
    public Rule {
      matches = List.copyOf(matches);
      filters = List.copyOf(filters);
      backends = List.copyOf(backends);
    }
  }

  /**
   * A backend.
   *
   * @param kind {@code Service}; of another group, with the group: {@code
   *     ServiceImport.multicluster.x-k8s.io}
   * @param port 0 if none is written
   * @param weight share of the sum of the rule's weights, from 0
   * @param deciding its own filters that redirect or rewrite requests, or are of a type that is not
   *     simulated; Gateways need not heed them (HTTPBackendRef)
   */
  public record Backend(
      String kind, String namespace, String name, int port, int weight, List<String> deciding) {
    public Backend {
      deciding = List.copyOf(deciding);
    }
  }

  public HttpRoute {
    parents = List.copyOf(parents);
    hostnames = List.copyOf(hostnames);
    rules = List.copyOf(rules);
  }
}
