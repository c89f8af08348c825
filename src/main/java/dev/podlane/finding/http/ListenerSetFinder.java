package dev.podlane.finding.http;

import dev.podlane.cluster.field.Spelling;
import dev.podlane.cluster.http.Gateway;
import dev.podlane.cluster.http.Gateway.Listener;
import dev.podlane.cluster.http.HttpRoute;
import dev.podlane.cluster.http.ListenerSet;
import dev.podlane.cluster.http.ListenerSets;
import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Scene;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds ListenerSets that attach to no Gateway, and listeners of theirs that conflict (Gateway API
 * {@code apis/v1/listenerset_types.go}).
 */
public final class ListenerSetFinder implements Finder {
  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    Map<HttpRoute.Parent, Gateway> gateways = new HashMap<>();
    for (Gateway each : scene.cluster().http().gateways()) {
      gateways.put(HttpRoute.Parent.of(each.ref()), each);
    }
    for (ListenerSet set : scene.cluster().http().listenerSets()) {
      Gateway gateway = gateways.get(set.parent().whole());
      if (gateway != null) {
        attached(scene, set, gateway, found);
      } else if (!gateways.isEmpty()) {
        found.accept(noParent(scene, set, gateways));
      }
    }
  }

  private static Finding noParent(
      Scene scene, ListenerSet set, Map<HttpRoute.Parent, Gateway> gateways) {
    HttpRoute.Parent parent = set.parent();
    List<String> names =
        gateways.keySet().stream()
            .filter(each -> each.namespace().equals(parent.namespace()))
            .map(HttpRoute.Parent::name)
            .toList();
    String near = Spelling.nearest(parent.name(), names).orElse("");
    Finding finding =
        scene.finding(
            Kind.LISTENER_SET_PARENT,
            set.ref(),
            "spec.parentRef.name",
            near,
            parent.namespace() + "/" + parent.name(),
            describe(set.ref()));
    return near.isEmpty()
        ? finding
        : finding.mendedBy(set.ref(), "spec.parentRef.name", Json.of(near));
  }

  private static void attached(
      Scene scene, ListenerSet set, Gateway gateway, Consumer<Finding> found) {
    String namespace = set.ref().namespace();
    KubeNamespace known = scene.namespace(namespace);
    Map<String, String> labels =
        known == null ? Map.of(KubeNamespace.NAME_LABEL, namespace) : known.labels();
    if (!ListenerSets.isAllowed(set, gateway, labels)) {
      String path = "spec.allowedListeners.namespaces";
      String enough = namespace.equals(gateway.ref().namespace()) ? "Same" : "All";
      found.accept(
          scene
              .finding(
                  Kind.LISTENER_SET_NOT_ALLOWED,
                  gateway.ref(),
                  path,
                  enough,
                  gateway.listenerSets().from().text(),
                  describe(gateway.ref()),
                  set.ref().path())
              .mendedBy(
                  gateway.ref(),
                  "spec.allowedListeners",
                  Json.of(Json.map("namespaces", Json.map("from", enough)))));
      return;
    }
    for (Listener each : set.listeners()) {
      if (!gateway.listeners().contains(each)) {
        found.accept(
            scene.finding(
                Kind.LISTENER_SET_CONFLICT,
                set.ref(),
                each.field() + ".port",
                "",
                "" + each.port(),
                describe(set.ref()),
                each.name(),
                gateway.ref().path()));
      }
    }
  }

  private static Command describe(ObjectRef ref) {
    String kind = ref.kind().toLowerCase(Locale.ROOT);
    return Command.kubectl("-n %s describe %s %s".formatted(ref.namespace(), kind, ref.name()));
  }
}
