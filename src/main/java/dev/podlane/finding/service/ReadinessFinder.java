package dev.podlane.finding.service;

import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Scene;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds Services that have endpoints, none of which may be used (rules 46 to 50). */
public final class ReadinessFinder implements Finder {
  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    for (Service service : scene.cluster().services().all()) {
      List<EndpointSlice.Endpoint> endpoints =
          scene.slices(service).stream().flatMap(each -> each.endpoints().stream()).toList();
      boolean anyUsable =
          endpoints.stream()
              .anyMatch(each -> each.ready() || (each.serving() && each.terminating()));
      if (!endpoints.isEmpty() && !anyUsable && ServiceWords.isLookedUp(service)) {
        found.accept(finding(scene, service, endpoints));
      }
    }
  }

  private static Finding finding(
      Scene scene, Service service, List<EndpointSlice.Endpoint> endpoints) {
    String first = endpoints.get(0).pod();
    Command command =
        first.isEmpty()
            ? ServiceWords.endpoints(service)
            : Command.kubectl(
                "-n %s get pods -l %s -o wide"
                    .formatted(
                        service.ref().namespace(),
                        ServiceWords.text(ServiceWords.wanted(service))));
    Finding finding =
        scene.finding(
            Kind.SERVICE_NOT_READY,
            service.ref(),
            "spec.selector",
            "1",
            "0/" + endpoints.size(),
            command,
            first.isEmpty() ? endpoints.get(0).addresses().toString() : first);
    return finding.shownBy(probe(scene, service, scene.pod(first)));
  }

  private static @Nullable Probing probe(Scene scene, Service service, @Nullable Pod pod) {
    if (service.headless()) {
      String name = service.ref().name() + "." + service.ref().namespace();
      ServicePort port = service.ports().get(0);
      return scene
          .clients()
          .in(service.ref().namespace())
          .map(
              from ->
                  Probing.of(
                      port.protocol().name(),
                      from,
                      "dns:" + name,
                      port.target() > 0 ? port.target() : port.port()))
          .orElse(null);
    }
    ServicePort port = service.ports().get(0);
    return pod == null
        ? ServiceWords.probe(scene, service, port)
        : scene
            .clients()
            .to(pod, port.protocol(), port.target() > 0 ? port.target() : port.port())
            .map(from -> ServiceWords.probe(from, service, port))
            .orElse(null);
  }
}
