package dev.podlane.finding.pod;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.Service;
import dev.podlane.document.MapValue;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Mend;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Holder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Listening;
import dev.podlane.finding.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds pods whose own names no headless Service publishes (rule 74). */
public final class HostNameFinder implements Finder {
  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    for (Holder holder : scene.holders()) {
      if (holder.object().kind().equals("StatefulSet")) {
        MapValue spec = holder.tree().map("spec");
        String name = spec.text("serviceName").orElse("");
        if (!name.isEmpty()) {
          member(scene, holder, name, found);
        }
      } else if (!holder.text("subdomain").isEmpty() && !holder.text("hostname").isEmpty()) {
        String name = holder.text("subdomain");
        String path = holder.spec() + ".subdomain";
        if (scene.service(holder.object().namespace(), name) == null) {
          found.accept(missing(scene, holder, name, Kind.POD_SUBDOMAIN, path));
        }
      }
    }
    notReady(scene, found);
  }

  private static void member(Scene scene, Holder holder, String name, Consumer<Finding> found) {
    Service service = scene.service(holder.object().namespace(), name);
    if (service == null) {
      found.accept(missing(scene, holder, name, Kind.STATEFULSET_SERVICE, "spec.serviceName"));
    }
  }

  private static Command show(ObjectRef service) {
    return Command.kubectl(
        "-n %s get service %s -o wide".formatted(service.namespace(), service.name()));
  }

  private static Finding missing(Scene scene, Holder holder, String name, Kind kind, String path) {
    ObjectRef ref = new ObjectRef("v1", "Service", holder.object().namespace(), name);
    Pod pod = holder.first();
    Finding finding =
        scene
            .finding(kind, holder.object(), path, "clusterIP: None", name, show(ref))
            .shownBy(probe(scene, pod, pod.traits().hostname(), name));
    Map<String, String> labels = selector(holder, pod);
    if (labels.isEmpty()) {
      return finding;
    }
    Map<String, Object> spec = Json.map("clusterIP", "None", "selector", labels);
    List<Object> ports = new ArrayList<>();
    Listening.declared(pod).stream()
        .limit(1)
        .forEach(
            each -> ports.add(Json.map("port", each.number(), "protocol", each.protocol().name())));
    if (!ports.isEmpty()) {
      spec.put("ports", ports);
    }
    return finding.mendedBy(
        new Mend.Manifest(
            Json.of(
                Json.map(
                    "apiVersion",
                    "v1",
                    "kind",
                    "Service",
                    "metadata",
                    Json.map("name", name, "namespace", ref.namespace()),
                    "spec",
                    spec))));
  }

  private static Map<String, String> selector(Holder holder, Pod pod) {
    MapValue labels = holder.tree().map("spec").map("selector").map("matchLabels");
    if (labels.entries().isEmpty()) {
      return pod.labels();
    }
    Map<String, String> all = new java.util.LinkedHashMap<>();
    labels.entries().keySet().forEach(key -> all.put(key, labels.text(key).orElse("")));
    return all;
  }

  private static @Nullable Probing probe(Scene scene, Pod pod, String hostname, String service) {
    String host = hostname.isEmpty() ? pod.name() : hostname;
    String to = "dns:%s.%s.%s".formatted(host, service, pod.namespace());
    return scene
        .clients()
        .pod(pod.namespace(), each -> !each.ref().equals(pod.ref()))
        .map(from -> Probing.ping(from.ref().path(), to))
        .orElse(null);
  }

  /** A member that looks for the others before it is ready finds none of their names. */
  private static void notReady(Scene scene, Consumer<Finding> found) {
    for (Pod pod : scene.cluster().pods()) {
      String subdomain = pod.traits().subdomain();
      ObjectRef owner = pod.owner();
      boolean member = owner != null && owner.kind().equals("StatefulSet");
      if (subdomain.isEmpty() || !member || !pod.hasNetwork()) {
        continue;
      }
      Service service = scene.service(pod.namespace(), subdomain);
      if (service == null || pod.traits().readiness().isReady()) {
        continue;
      }
      boolean hidden = service.headless() && !service.traffic().publishNotReady();
      if (hidden) {
        found.accept(
            scene
                .finding(
                    Kind.STATEFULSET_NOT_READY,
                    service.ref(),
                    "spec.publishNotReadyAddresses",
                    "true",
                    "false",
                    Command.kubectl("-n %s get pod %s".formatted(pod.namespace(), pod.name())),
                    pod.ref().path())
                .shownBy(probe(scene, pod, pod.traits().hostname(), subdomain))
                .mendedBy(service.ref(), "spec.publishNotReadyAddresses", "true"));
      }
    }
  }
}
