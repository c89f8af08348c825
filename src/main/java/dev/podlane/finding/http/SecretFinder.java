package dev.podlane.finding.http;

import dev.podlane.cluster.field.Spelling;
import dev.podlane.cluster.http.Gateway;
import dev.podlane.cluster.http.Ingress;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.MapValue;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Scene;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds certificates that are not there. Documents often hold no Secrets at all: one is told only
 * where they hold others of its namespace, and nothing there makes Secrets.
 */
public final class SecretFinder implements Finder {
  /** Kinds of objects by which operators make Secrets. */
  private static final Set<String> MAKERS =
      Set.of("Certificate", "ExternalSecret", "SealedSecret", "VaultStaticSecret");

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    Map<String, List<String>> secrets = new HashMap<>();
    Set<String> makers = new HashSet<>();
    for (ObjectRef each : scene.cluster().sources().keySet()) {
      if (each.kind().equals("Secret")) {
        secrets.computeIfAbsent(each.namespace(), any -> new ArrayList<>()).add(each.name());
      } else if (MAKERS.contains(each.kind())) {
        makers.add(each.namespace());
      }
    }
    Told told = new Told(scene, secrets, makers, found);
    for (Ingress ingress : scene.cluster().http().ingresses()) {
      for (int i = 0; i < ingress.tls().size(); i++) {
        String path = ingress.ref().namespace() + "/" + ingress.tls().get(i).secret();
        told.look(Kind.INGRESS_SECRET, ingress.ref(), "spec.tls[" + i + "].secretName", path);
      }
    }
    for (Gateway gateway : scene.cluster().http().gateways()) {
      for (Gateway.Listener each : gateway.listeners()) {
        String field = each.field() + ".tls.certificateRefs[0].name";
        told.look(Kind.GATEWAY_SECRET, each.owner(), field, each.secret());
      }
    }
  }

  /** Tells of Secrets that are named. */
  private record Told(
      Scene scene, Map<String, List<String>> secrets, Set<String> makers, Consumer<Finding> found) {
    private void look(Kind kind, ObjectRef user, String field, String path) {
      int slash = path.indexOf('/');
      String namespace = slash < 0 ? "" : path.substring(0, slash);
      String name = path.substring(slash + 1);
      List<String> there = secrets.getOrDefault(namespace, List.of());
      if (name.isEmpty() || there.isEmpty() || there.contains(name)) {
        return;
      }
      String near = Spelling.nearest(name, there).orElse("");
      if (near.isEmpty() && (makers.contains(namespace) || isIssued(user))) {
        return;
      }
      Command command = Command.kubectl("-n %s get secret %s".formatted(namespace, name));
      Finding finding = scene.finding(kind, user, field, near, name, command);
      found.accept(near.isEmpty() ? finding : finding.mendedBy(user, field, Json.of(near)));
    }

    /** Returns true if cert-manager makes the certificates of an object. */
    private boolean isIssued(ObjectRef user) {
      MapValue annotations = scene.tree(user).map("metadata").map("annotations");
      return annotations.entries().keySet().stream()
          .anyMatch(
              key -> key.contains("cert-manager.io/") || key.equals("kubernetes.io/tls-acme"));
    }
  }
}
