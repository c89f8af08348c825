package dev.podlane.why;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.http.Gateway;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Mend;
import dev.podlane.finding.scene.Json;
import dev.podlane.workspace.HttpAnswer;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Changes that could turn the error that a proxy answered into an answer of a pod. */
final class HttpRemedies {
  private HttpRemedies() {}

  /** The edits of findings about the route and the Service, and a listener that admits a route. */
  static List<Mend> of(Workspace place, HttpAnswer answer) {
    List<Mend> all = new ArrayList<>();
    place.findings().all().stream()
        .filter(finding -> isNamed(finding.object(), answer))
        .map(Finding::edit)
        .filter(Objects::nonNull)
        .forEach(all::add);
    if (answer.why().equals("not-allowed")) {
      place.cluster().ifPresent(cluster -> listeners(cluster, answer, all));
    }
    return all;
  }

  private static boolean isNamed(ObjectRef object, HttpAnswer answer) {
    boolean isService = object.kind().equals("Service") && object.path().equals(answer.service());
    return isService || (answer.route() + " ").startsWith(object + " ");
  }

  private static void listeners(Cluster cluster, HttpAnswer answer, List<Mend> all) {
    for (Gateway gateway : cluster.http().gateways()) {
      for (Gateway.Listener listener : gateway.listeners()) {
        if (answer.route().endsWith(" at listener " + listener.name())) {
          Object value = Json.map("namespaces", Json.map("from", "All"));
          all.add(
              new Mend.Field(
                  listener.owner(), listener.field() + ".allowedRoutes", Json.of(value)));
        }
      }
    }
  }
}
