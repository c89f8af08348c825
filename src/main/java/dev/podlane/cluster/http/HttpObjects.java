package dev.podlane.cluster.http;

import java.util.List;

/**
 * Everything in the documents that decides about HTTP requests.
 *
 * @param ingresses Ingresses, in the order of the documents
 * @param ingressClasses IngressClasses
 * @param gateways Gateways, with the listeners of ListenerSets that attach to them
 * @param gatewayClasses GatewayClasses
 * @param routes HTTPRoutes
 * @param otherRoutes GRPCRoutes, TLSRoutes, TCPRoutes and UDPRoutes, of which only the parents and
 *     host names are read
 * @param listenerSets ListenerSets
 * @param grants ReferenceGrants
 * @param standsIn false if no proxy is to be assumed where the documents hold none ({@code
 *     assumedController: false})
 */
public record HttpObjects(
    List<Ingress> ingresses,
    List<IngressClass> ingressClasses,
    List<Gateway> gateways,
    List<IngressClass> gatewayClasses,
    List<HttpRoute> routes,
    List<HttpRoute> otherRoutes,
    List<ListenerSet> listenerSets,
    List<ReferenceGrant> grants,
    boolean standsIn) {
  /** Nothing. */
  public static final HttpObjects NONE =
      new HttpObjects(
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
          true);

  public HttpObjects {
    ingresses = List.copyOf(ingresses);
    ingressClasses = List.copyOf(ingressClasses);
    gateways = List.copyOf(gateways);
    gatewayClasses = List.copyOf(gatewayClasses);
    routes = List.copyOf(routes);
    otherRoutes = List.copyOf(otherRoutes);
    listenerSets = List.copyOf(listenerSets);
    grants = List.copyOf(grants);
  }
}
