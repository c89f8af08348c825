package dev.podlane.finding.http;

import dev.podlane.cluster.field.Spelling;
import dev.podlane.cluster.http.Gateway;
import dev.podlane.cluster.http.Gateway.Listener;
import dev.podlane.cluster.http.HttpRoute;
import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Scene;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds routes that attach to no listener (rule 123), and listeners that clash. */
public final class RouteFinder implements Finder {
  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    Map<String, Gateway> gateways = new HashMap<>();
    for (Gateway each : scene.cluster().http().gateways()) {
      gateways.put(each.ref().path(), each);
      listeners(scene, each, found);
    }
    for (HttpRoute route : scene.cluster().http().routes()) {
      for (int i = 0; i < route.parents().size(); i++) {
        HttpRoute.Parent parent = route.parents().get(i);
        if (parent.kind().equals("Gateway") && !gateways.isEmpty()) {
          Gateway gateway = gateways.get(parent.namespace() + "/" + parent.name());
          if (gateway == null) {
            found.accept(noParent(scene, route, i, gateways.values().stream().toList()));
          } else {
            attached(scene, route, i, gateway, found);
          }
        }
      }
      BackendFinder.find(scene, route, probe(route, gateways), found);
    }
  }

  /** A request that the first host name and a listener of a parent would take. */
  private static @Nullable Probing probe(HttpRoute route, Map<String, Gateway> gateways) {
    for (HttpRoute.Parent parent : route.parents()) {
      Gateway gateway = gateways.get(parent.namespace() + "/" + parent.name());
      if (gateway != null && !gateway.listeners().isEmpty()) {
        return probe(route, gateway, parent);
      }
    }
    return null;
  }

  private static @Nullable Probing probe(
      HttpRoute route, Gateway gateway, HttpRoute.Parent parent) {
    Listener listener =
        gateway.listeners().stream()
            .filter(each -> each.protocol().equals("HTTP"))
            .filter(each -> parent.section().isEmpty() || parent.section().equals(each.name()))
            .findFirst()
            .orElse(null);
    String host = route.hostnames().isEmpty() ? "" : route.hostnames().get(0);
    if (listener == null || host.isEmpty() || host.startsWith("*")) {
      return null;
    }
    String path = route.rules().isEmpty() ? "/" : route.rules().get(0).matches().get(0).path();
    boolean plain = path.matches("[A-Za-z0-9/._~-]{0,200}");
    String port = listener.port() == 80 ? "" : ":" + listener.port();
    return Probing.url("http://" + host + port + (plain && !path.isEmpty() ? path : "/"));
  }

  private static Command describe(HttpRoute route) {
    return Command.kubectl(
        "-n %s get httproute %s -o yaml".formatted(route.ref().namespace(), route.ref().name()));
  }

  private static Finding noParent(Scene scene, HttpRoute route, int index, List<Gateway> gateways) {
    HttpRoute.Parent parent = route.parents().get(index);
    String base = "spec.parentRefs[" + index + "]";
    Gateway same =
        gateways.stream()
            .filter(each -> each.ref().name().equals(parent.name()))
            .findFirst()
            .orElse(null);
    if (same != null) {
      return scene
          .finding(
              Kind.ROUTE_PARENT,
              route.ref(),
              base + ".namespace",
              same.ref().path(),
              parent.namespace() + "/" + parent.name(),
              describe(route))
          .shownBy(probe(route, same, parent))
          .mendedBy(route.ref(), base + ".namespace", Json.of(same.ref().namespace()));
    }
    List<String> names =
        gateways.stream()
            .filter(each -> each.ref().namespace().equals(parent.namespace()))
            .map(each -> each.ref().name())
            .toList();
    String near = Spelling.nearest(parent.name(), names).orElse("");
    Finding finding =
        scene.finding(
            Kind.ROUTE_PARENT,
            route.ref(),
            base + ".name",
            near,
            parent.namespace() + "/" + parent.name(),
            describe(route));
    Gateway meant =
        gateways.stream().filter(each -> each.ref().name().equals(near)).findFirst().orElse(null);
    return meant == null
        ? finding
        : finding
            .shownBy(probe(route, meant, parent))
            .mendedBy(route.ref(), base + ".name", Json.of(near));
  }

  private static void attached(
      Scene scene, HttpRoute route, int index, Gateway gateway, Consumer<Finding> found) {
    HttpRoute.Parent parent = route.parents().get(index);
    String base = "spec.parentRefs[" + index + "]";
    List<Listener> aimed =
        gateway.listeners().stream()
            .filter(each -> parent.section().isEmpty() || parent.section().equals(each.name()))
            .filter(each -> parent.port() == 0 || parent.port() == each.port())
            .toList();
    if (aimed.isEmpty()) {
      List<String> names = gateway.listeners().stream().map(Listener::name).toList();
      boolean section = !parent.section().isEmpty() && !names.contains(parent.section());
      String near =
          section
              ? Spelling.nearest(parent.section(), names)
                  .orElse(names.size() == 1 ? names.get(0) : "")
              : "";
      String path = base + (section ? ".sectionName" : ".port");
      Finding finding =
          scene.finding(
              Kind.ROUTE_SECTION,
              route.ref(),
              path,
              near,
              section ? parent.section() : "" + parent.port(),
              describe(route),
              gateway.ref().path());
      HttpRoute.Parent mended =
          new HttpRoute.Parent(
              parent.kind(), parent.namespace(), parent.name(), near, parent.port());
      found.accept(
          near.isEmpty()
              ? finding
              : finding
                  .shownBy(probe(route, gateway, mended))
                  .mendedBy(route.ref(), path, Json.of(near)));
      return;
    }
    admitted(scene, route, gateway, aimed, found);
  }

  private static void admitted(
      Scene scene,
      HttpRoute route,
      Gateway gateway,
      List<Listener> aimed,
      Consumer<Finding> found) {
    String namespace = route.ref().namespace();
    KubeNamespace known = scene.namespace(namespace);
    Map<String, String> labels =
        known == null ? Map.of(KubeNamespace.NAME_LABEL, namespace) : known.labels();
    List<Listener> admitting =
        aimed.stream()
            .filter(
                each ->
                    each.admits(route.ref().kind(), namespace, gateway.ref().namespace(), labels))
            .toList();
    HttpRoute.Parent parent =
        new HttpRoute.Parent(
            "Gateway", gateway.ref().namespace(), gateway.ref().name(), aimed.get(0).name(), 0);
    if (admitting.isEmpty()) {
      int listener = gateway.listeners().indexOf(aimed.get(0));
      String path = "spec.listeners[" + listener + "].allowedRoutes.namespaces";
      boolean kinds = !aimed.get(0).kinds().isEmpty();
      Finding finding =
          scene
              .finding(
                  Kind.ROUTE_NOT_ALLOWED,
                  gateway.ref(),
                  path,
                  "All",
                  aimed.get(0).from().name(),
                  describe(route),
                  route.ref().path(),
                  aimed.get(0).name())
              .shownBy(probe(route, gateway, parent));
      found.accept(
          kinds
              ? finding
              : finding.mendedBy(gateway.ref(), path, Json.of(Json.map("from", "All"))));
      return;
    }
    boolean met =
        route.hostnames().isEmpty()
            || admitting.stream()
                .anyMatch(
                    each ->
                        each.hostname().isEmpty()
                            || route.hostnames().stream()
                                .anyMatch(host -> overlap(host, each.hostname())));
    if (!met) {
      found.accept(
          scene
              .finding(
                  Kind.ROUTE_HOST,
                  route.ref(),
                  "spec.hostnames[0]",
                  admitting.get(0).hostname(),
                  route.hostnames().get(0),
                  describe(route),
                  gateway.ref().path())
              .shownBy(null));
    }
  }

  /** Returns true if a host can be meant by both names, each of which may be a wildcard. */
  private static boolean overlap(String one, String other) {
    boolean wildOne = one.startsWith("*.");
    boolean wildOther = other.startsWith("*.");
    String a = wildOne ? one.substring(1) : one;
    String b = wildOther ? other.substring(1) : other;
    return one.equals(other)
        || (wildOne && (wildOther ? b : "." + b).endsWith(a))
        || (wildOther && (wildOne ? a : "." + a).endsWith(b));
  }

  private static void listeners(Scene scene, Gateway gateway, Consumer<Finding> found) {
    Map<String, Listener> taken = new HashMap<>();
    for (int i = 0; i < gateway.listeners().size(); i++) {
      Listener each = gateway.listeners().get(i);
      Listener other =
          taken.putIfAbsent(each.port() + " " + each.protocol() + " " + each.hostname(), each);
      if (other != null) {
        found.accept(
            scene.finding(
                Kind.GATEWAY_LISTENER,
                gateway.ref(),
                "spec.listeners[" + i + "].port",
                "",
                "" + each.port(),
                Command.kubectl(
                    "-n %s describe gateway %s"
                        .formatted(gateway.ref().namespace(), gateway.ref().name())),
                each.name(),
                other.name()));
      }
    }
  }
}
