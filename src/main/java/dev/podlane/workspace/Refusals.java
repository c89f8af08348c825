package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.docker.Host;
import dev.podlane.cluster.object.GatewayRoute;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.compile.Refusal;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Refusals of the compiler, as problems at the places in the documents. */
final class Refusals {
  private final Map<ObjectRef, Host> hosts = new HashMap<>();
  private final Map<ObjectRef, Place> places = new HashMap<>();
  private final List<GatewayRoute> routes;

  private Refusals(Cluster cluster) {
    List<GatewayRoute> written = cluster.network().gatewayRoutes();
    routes = written == null ? List.of() : written;
    places.put(cluster.network().ref(), cluster.network().place());
    cluster.nodes().forEach(node -> places.put(node.ref(), node.place()));
    cluster.pods().forEach(pod -> places.put(pod.ref(), pod.place()));
    cluster.hosts().forEach(host -> hosts.put(host.ref(), host));
  }

  /** The problems, in the order of the refusals. */
  static List<Problem> problems(Cluster cluster, List<Refusal> refusals) {
    if (refusals.isEmpty()) {
      return List.of();
    }
    Refusals all = new Refusals(cluster);
    return refusals.stream().map(all::problem).toList();
  }

  private Problem problem(Refusal refusal) {
    Severity severity =
        switch (refusal.kind().weight()) {
          case ERROR -> Severity.ERROR;
          case WARNING -> Severity.WARNING;
          case EVENT -> Severity.INFO;
        };
    String code = "compile." + refusal.kind().text();
    return new Problem(severity, code, refusal.args(), place(refusal));
  }

  private Place place(Refusal refusal) {
    int item = refusal.item();
    Host host = hosts.get(refusal.object());
    if (host != null) {
      return host.place(item);
    }
    return item >= 0 && item < routes.size()
        ? routes.get(item).place()
        : places.getOrDefault(refusal.object(), Place.NOWHERE);
  }
}
