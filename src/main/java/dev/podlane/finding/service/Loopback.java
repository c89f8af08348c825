package dev.podlane.finding.service;

import dev.podlane.cluster.object.ListenAddress;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Holder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Listening;
import dev.podlane.finding.scene.Scene;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Says that the program behind a port of a Service listens on loopback alone. */
final class Loopback {
  private static final String ANNOTATION = "podlane.dev/listen";

  private Loopback() {}

  /** See {@link Finder}. */
  static void find(Scene scene, Service service, int index, Pod pod, Consumer<Finding> found) {
    ServicePort port = service.ports().get(index);
    Holder holder =
        scene.holders().stream().filter(each -> each.pods().contains(pod)).findFirst().orElse(null);
    if (holder == null) {
      return;
    }
    String bound = "127.0.0.1:" + port.target();
    String path = holder.metadata() + ".annotations[\"" + ANNOTATION + "\"]";
    Command command =
        Command.on(
            pod.nodeName() == null ? "" : pod.nodeName(),
            "nsenter -t $(crictl inspectp -o go-template --template '{{.info.pid}}' $(crictl pods"
                + " -q"
                + " --namespace %s --name %s)) -n ss -lnt".formatted(pod.namespace(), pod.name()));
    found.accept(
        scene
            .finding(
                Kind.SERVICE_TARGET_LOOPBACK,
                holder.object(),
                path,
                "0.0.0.0:" + port.target(),
                bound,
                command,
                service.ref().path())
            .shownBy(ServiceWords.probe(scene, service, port))
            .mendedBy(holder.object(), path, Json.of(opened(pod, port))));
  }

  private static String opened(Pod pod, ServicePort port) {
    return Listening.on(pod).stream()
        .map(each -> text(each, port))
        .collect(Collectors.joining(" "));
  }

  private static String text(ListenAddress each, ServicePort port) {
    boolean isIt = each.port() == port.target() && each.protocol() == port.protocol();
    String address = isIt || each.address().isUnspecified() ? "" : each.address() + ":";
    return address + each.port() + "/" + each.protocol().name().toLowerCase(java.util.Locale.ROOT);
  }
}
