package dev.podlane.finding.service;

import dev.podlane.cluster.field.Spelling;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Scene;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds Services of type ExternalName whose names lead nowhere, or to other ports (rule 32). */
public final class ExternalNameFinder implements Finder {
  private static final String PATH = "spec.externalName";

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    for (Service service : scene.cluster().services().all()) {
      String name = service.externalName().toLowerCase(Locale.ROOT);
      if (service.type() != Service.Type.EXTERNAL_NAME || name.isEmpty()) {
        continue;
      }
      if (Ip.tryParse(name).isPresent()) {
        found.accept(
            scene
                .finding(
                    Kind.SERVICE_EXTERNAL_ADDRESS,
                    service.ref(),
                    PATH,
                    "",
                    name,
                    ServiceWords.show(service))
                .shownBy(probe(scene, service, null)));
        continue;
      }
      List<String> labels = List.of(name.split("\\."));
      if (labels.size() >= 3 && labels.get(2).equals("svc")) {
        Service target = scene.service(labels.get(1), labels.get(0));
        if (target == null) {
          dangling(scene, service, labels, found);
        } else {
          ports(scene, service, target, found);
        }
      }
    }
  }

  private static @Nullable Probing probe(Scene scene, Service service, @Nullable ServicePort port) {
    String to = "dns:" + service.ref().name() + "." + service.ref().namespace();
    return scene
        .clients()
        .in(service.ref().namespace())
        .map(
            from ->
                port == null
                    ? Probing.ping(from, to)
                    : Probing.of(port.protocol().name(), from, to, port.port()))
        .orElse(null);
  }

  private static void dangling(
      Scene scene, Service service, List<String> labels, Consumer<Finding> found) {
    List<Service> there =
        scene.cluster().services().all().stream()
            .filter(each -> each.ref().namespace().equals(labels.get(1)))
            .toList();
    Optional<Service> near =
        Spelling.nearest(labels.get(0), there.stream().map(each -> each.ref().name()).toList())
            .flatMap(
                name -> there.stream().filter(each -> each.ref().name().equals(name)).findFirst())
            .filter(each -> each.type() != Service.Type.EXTERNAL_NAME && !each.ports().isEmpty());
    String rest = String.join(".", labels.subList(1, labels.size()));
    String meant = near.map(each -> each.ref().name() + "." + rest).orElse("");
    ServicePort port = near.map(each -> each.ports().get(0)).orElse(null);
    boolean walks = port == null || port.protocol() != Protocol.SCTP;
    Finding finding =
        scene
            .finding(
                Kind.SERVICE_EXTERNAL_DANGLING,
                service.ref(),
                PATH,
                meant,
                service.externalName(),
                ServiceWords.show(service))
            .shownBy(walks ? probe(scene, service, port) : null);
    found.accept(meant.isEmpty() ? finding : finding.mendedBy(service.ref(), PATH, Json.of(meant)));
  }

  /** An alias translates no port: clients use those of the Service that it stands for. */
  private static void ports(Scene scene, Service service, Service target, Consumer<Finding> found) {
    for (int i = 0; i < service.ports().size(); i++) {
      ServicePort port = service.ports().get(i);
      boolean known = target.takes(port.protocol(), port.port());
      if (!known && !target.headless() && target.isProxied()) {
        String expected = target.ports().isEmpty() ? "" : "" + target.ports().get(0).port();
        boolean walks = port.protocol() != Protocol.SCTP;
        found.accept(
            scene
                .finding(
                    Kind.SERVICE_EXTERNAL_PORT,
                    service.ref(),
                    ServiceWords.path(i, "port"),
                    expected,
                    "" + port.port(),
                    ServiceWords.show(target),
                    target.ref().path())
                .shownBy(walks ? probe(scene, service, port) : null));
      }
    }
  }
}
