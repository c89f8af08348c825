package dev.podlane.cluster.read;

import dev.podlane.cluster.field.Metadata;
import dev.podlane.cluster.http.GatewayReader;
import dev.podlane.cluster.http.HttpRoute;
import dev.podlane.cluster.http.HttpRouteReader;
import dev.podlane.cluster.http.IngressReader;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.Fields;
import java.util.Map;

/** Reads the kinds that decide about HTTP requests. */
final class HttpKinds {
  private final Inventory inventory;
  private final Diagnostics report;

  HttpKinds(Inventory inventory, Diagnostics report) {
    this.inventory = inventory;
    this.report = report;
  }

  private interface Reader<T> {
    T read(ObjectRef ref, Fields fields);
  }

  /** Reads an object; returns true if it is of such a kind, and simulated. */
  boolean take(ManifestItems.Item item, Kinds.Row row) {
    HttpDrafts http = inventory.http;
    switch (row.kind()) {
      case "Ingress" -> put(item, row, http.ingresses, IngressReader::ingress);
      case "IngressClass" -> put(item, row, http.ingressClasses, IngressReader::ingressClass);
      case "Gateway" -> put(item, row, http.gateways, GatewayReader::gateway);
      case "GatewayClass" -> put(item, row, http.gatewayClasses, IngressReader::gatewayClass);
      case "HTTPRoute" -> put(item, row, http.routes, HttpRouteReader::route);
      case "ReferenceGrant" -> put(item, row, http.grants, GatewayReader::grant);
      case "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute" ->
          attached(item, row, inventory.http.otherRoutes, HttpRouteReader::route);
      case "ListenerSet", "XListenerSet" ->
          put(item, row, http.listenerSets, GatewayReader::listenerSet);
      default -> {
        return false;
      }
    }
    return row.use() == Kinds.Use.SIMULATED;
  }

  /** A broken field counts as left out. */
  private <T> void put(
      ManifestItems.Item item, Kinds.Row row, Map<ObjectRef, T> into, Reader<T> reader) {
    Fields fields = item.fields(report::add);
    ObjectRef ref = ref(item, row, fields);
    inventory.put(into, ref, reader.read(ref, fields), item);
  }

  private static ObjectRef ref(ManifestItems.Item item, Kinds.Row row, Fields fields) {
    return Metadata.ref(row.apiVersion(), row.kind(), row.namespaced(), item.namespace(), fields);
  }

  /** An object that is not simulated: its parents say which requests it may take. */
  private void attached(
      ManifestItems.Item item,
      Kinds.Row row,
      Map<ObjectRef, HttpRoute> into,
      Reader<HttpRoute> reader) {
    Fields fields = item.fields(problem -> {});
    ObjectRef ref = ref(item, row, fields);
    into.put(ref, reader.read(ref, fields));
  }

  /** The switch of a ClusterNetwork that takes assumed proxies away. */
  void network(ManifestItems.Item item) {
    Fields spec = item.fields(problem -> {}).mapOrEmpty("spec");
    if (spec.has("assumedController") && !spec.flag("assumedController")) {
      inventory.http.switchedOff();
    }
  }
}
