package dev.podlane.finding.http;

import dev.podlane.cluster.field.Spelling;
import dev.podlane.cluster.http.HttpRoute;
import dev.podlane.cluster.service.Service;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Mend;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Scene;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds backends of routes that are not there, or not permitted (rules 125, 126). */
final class BackendFinder {
  private BackendFinder() {}

  static void find(Scene scene, HttpRoute route, @Nullable Probing probe, Consumer<Finding> found) {
    for (int r = 0; r < route.rules().size(); r++) {
      HttpRoute.Rule rule = route.rules().get(r);
      boolean only = rule.backends().size() == 1 && route.rules().size() == 1;
      for (int i = 0; i < rule.backends().size(); i++) {
        HttpRoute.Backend backend = rule.backends().get(i);
        String path = rule.field() + ".backendRefs[" + i + "]";
        if (backend.kind().equals("Service")) {
          backend(scene, route, backend, path, only ? probe : null, found);
        }
      }
      boolean none =
          !rule.backends().isEmpty() && rule.backends().stream().allMatch(it -> it.weight() == 0);
      if (none) {
        found.accept(
            scene
                .finding(
                    Kind.ROUTE_WEIGHT,
                    route.ref(),
                    rule.field() + ".backendRefs[0].weight",
                    "1",
                    "0",
                    describe(route))
                .shownBy(route.rules().size() == 1 ? probe : null)
                .mendedBy(route.ref(), rule.field() + ".backendRefs[0].weight", "1"));
      }
    }
  }

  private static Command describe(HttpRoute route) {
    return Command.kubectl(
        "-n %s describe httproute %s".formatted(route.ref().namespace(), route.ref().name()));
  }

  private static void backend(
      Scene scene,
      HttpRoute route,
      HttpRoute.Backend backend,
      String path,
      @Nullable Probing probe,
      Consumer<Finding> found) {
    String namespace = backend.namespace();
    Service service = scene.service(namespace, backend.name());
    if (service == null) {
      List<String> names =
          scene.cluster().services().all().stream()
              .filter(each -> each.ref().namespace().equals(namespace))
              .map(each -> each.ref().name())
              .toList();
      String near = Spelling.nearest(backend.name(), names).orElse("");
      Finding finding =
          scene
              .finding(
                  Kind.ROUTE_SERVICE,
                  route.ref(),
                  path + ".name",
                  near,
                  namespace + "/" + backend.name(),
                  describe(route))
              .shownBy(probe);
      found.accept(
          near.isEmpty() ? finding : finding.mendedBy(route.ref(), path + ".name", Json.of(near)));
      return;
    }
    String own = route.ref().namespace();
    boolean permitted =
        namespace.equals(own)
            || scene.cluster().http().grants().stream()
                .filter(each -> each.ref().namespace().equals(namespace))
                .anyMatch(each -> each.allows(own, backend.name()));
    if (!permitted) {
      found.accept(
          scene
              .finding(
                  Kind.ROUTE_GRANT,
                  route.ref(),
                  path + ".namespace",
                  "ReferenceGrant",
                  service.ref().path(),
                  Command.kubectl("-n %s get referencegrants".formatted(namespace)),
                  namespace)
              .shownBy(probe)
              .mendedBy(grant(route, service)));
    } else if (backend.port() > 0
        && service.ports().stream().noneMatch(each -> each.port() == backend.port())) {
      String expected = service.ports().size() == 1 ? "" + service.ports().get(0).port() : "";
      Finding finding =
          scene
              .finding(
                  Kind.ROUTE_PORT,
                  route.ref(),
                  path + ".port",
                  expected,
                  "" + backend.port(),
                  describe(route),
                  service.ref().path())
              .shownBy(probe);
      found.accept(
          expected.isEmpty() ? finding : finding.mendedBy(route.ref(), path + ".port", expected));
    }
  }

  private static Mend grant(HttpRoute route, Service service) {
    return new Mend.Manifest(
        Json.of(
            Json.map(
                "apiVersion",
                "gateway.networking.k8s.io/v1beta1",
                "kind",
                "ReferenceGrant",
                "metadata",
                Json.map(
                    "name",
                    route.ref().namespace() + "-" + route.ref().name(),
                    "namespace",
                    service.ref().namespace()),
                "spec",
                Json.map(
                    "from",
                        List.of(
                            Json.map(
                                "group", "gateway.networking.k8s.io",
                                "kind", "HTTPRoute",
                                "namespace", route.ref().namespace())),
                    "to",
                        List.of(
                            Json.map(
                                "group", "",
                                "kind", "Service",
                                "name", service.ref().name()))))));
  }
}
