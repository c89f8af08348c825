package dev.podlane.cluster.read;

import dev.podlane.cluster.http.Gateway;
import dev.podlane.cluster.http.HttpObjects;
import dev.podlane.cluster.http.HttpRoute;
import dev.podlane.cluster.http.Ingress;
import dev.podlane.cluster.http.IngressClass;
import dev.podlane.cluster.http.ListenerSet;
import dev.podlane.cluster.http.ListenerSets;
import dev.podlane.cluster.http.ReferenceGrant;
import dev.podlane.cluster.object.ObjectRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Objects that decide about HTTP requests; of equal names the last (rule 134). */
public final class HttpDrafts {
  final Map<ObjectRef, Ingress> ingresses = new LinkedHashMap<>();
  final Map<ObjectRef, IngressClass> ingressClasses = new LinkedHashMap<>();
  final Map<ObjectRef, Gateway> gateways = new LinkedHashMap<>();
  final Map<ObjectRef, IngressClass> gatewayClasses = new LinkedHashMap<>();
  final Map<ObjectRef, HttpRoute> routes = new LinkedHashMap<>();
  final Map<ObjectRef, HttpRoute> otherRoutes = new LinkedHashMap<>();
  final Map<ObjectRef, ListenerSet> listenerSets = new LinkedHashMap<>();
  final Map<ObjectRef, ReferenceGrant> grants = new LinkedHashMap<>();
  private boolean standsIn = true;

  HttpDrafts() {}

  /** No proxy is to be assumed. */
  void switchedOff() {
    standsIn = false;
  }

  /** Returns true if there is anything that a proxy serves. */
  public boolean areServed() {
    return !ingresses.isEmpty() || !gateways.isEmpty();
  }

  /**
   * Everything that was read.
   *
   * @param labels labels of a namespace, by its name
   */
  public HttpObjects objects(Function<String, ? extends Map<String, String>> labels) {
    return new HttpObjects(
        new ArrayList<>(ingresses.values()),
        new ArrayList<>(ingressClasses.values()),
        ListenerSets.merged(gateways.values(), listenerSets.values(), labels),
        new ArrayList<>(gatewayClasses.values()),
        new ArrayList<>(routes.values()),
        new ArrayList<>(otherRoutes.values()),
        new ArrayList<>(listenerSets.values()),
        new ArrayList<>(grants.values()),
        standsIn);
  }
}
