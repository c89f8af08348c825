package dev.podlane.finding.service;

import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.document.MapValue;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Holder;
import dev.podlane.finding.scene.Listening;
import dev.podlane.finding.scene.Looks;
import dev.podlane.finding.scene.Scene;
import dev.podlane.net.addr.Protocol;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Finds headless Services that look as if they translated ports (rule 27). */
public final class HeadlessFinder implements Finder {
  /** Pods that are looked at for all Services; what is beyond is not found. */
  private static final int MOST_LOOKS = 4_000_000;

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    Set<String> governing = new HashSet<>();
    for (Holder holder : scene.holders()) {
      if (holder.object().kind().equals("StatefulSet")) {
        MapValue spec = holder.tree().map("spec");
        governing.add(holder.object().namespace() + "/" + spec.text("serviceName").orElse(""));
      }
    }
    Looks looks = new Looks(MOST_LOOKS);
    for (Service service : scene.cluster().services().all()) {
      boolean isAsked = service.headless() && !looks.isSpent();
      List<Pod> pods = isAsked ? ServiceWords.pods(scene, service) : List.of();
      looks.take(pods, 1 + service.ports().size());
      for (int i = 0; i < service.ports().size() && !pods.isEmpty(); i++) {
        ServicePort port = service.ports().get(i);
        Pod pod = pods.get(0);
        int target =
            port.targetName().isEmpty()
                ? port.target()
                : Listening.named(pod, port.targetName(), port.protocol());
        boolean misleads =
            target > 0 && target != port.port() && Listening.hears(pod, port.protocol(), target);
        if (misleads && !Listening.hears(pod, port.protocol(), port.port())) {
          boolean governs = governing.contains(service.ref().path());
          found.accept(finding(scene, service, i, target, pod, governs));
        }
      }
    }
  }

  /** A Service that gives the members of a StatefulSet their names has to stay headless. */
  private static Finding finding(
      Scene scene, Service service, int index, int target, Pod pod, boolean governs) {
    ServicePort port = service.ports().get(index);
    Probing probe =
        port.protocol() == Protocol.SCTP
            ? null
            : scene
                .clients()
                .to(pod, port.protocol(), target)
                .map(from -> ServiceWords.probe(from, service, port))
                .orElse(null);
    String path = ServiceWords.path(index, "port");
    Finding finding =
        scene.finding(
            Kind.SERVICE_HEADLESS_PORT,
            service.ref(),
            path,
            "" + target,
            "" + port.port(),
            ServiceWords.show(service));
    return governs
        ? finding.mendedBy(service.ref(), path, "" + target)
        : finding.shownBy(probe).mendedBy(service.ref(), "spec.clusterIP", null);
  }
}
