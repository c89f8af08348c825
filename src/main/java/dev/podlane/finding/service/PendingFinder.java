package dev.podlane.finding.service;

import dev.podlane.cluster.service.Service;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Scene;
import java.util.function.Consumer;

/** Finds Services of type LoadBalancer to which nobody has given an address. */
public final class PendingFinder implements Finder {
  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    for (Service service : scene.cluster().services().all()) {
      boolean waits =
          service.type() == Service.Type.LOAD_BALANCER
              && service.loadBalancer().hasStatus()
              && service.loadBalancer().ingress().isEmpty();
      if (waits && !service.ports().isEmpty()) {
        String way = service.hasNodePorts() ? "" + service.ports().get(0).nodePort() : "–";
        Command command =
            Command.kubectl(
                "-n %s describe service %s"
                    .formatted(service.ref().namespace(), service.ref().name()));
        found.accept(
            scene
                .finding(
                    Kind.SERVICE_PENDING,
                    service.ref(),
                    "status.loadBalancer",
                    "ingress",
                    "{}",
                    command,
                    way)
                .shownBy(
                    Probing.of(
                        service.ports().get(0).protocol().name(),
                        Probing.OUTSIDE,
                        "lb:" + service.ref().path(),
                        service.ports().get(0).port())));
      }
    }
  }
}
