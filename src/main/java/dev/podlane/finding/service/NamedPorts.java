package dev.podlane.finding.service;

import dev.podlane.cluster.field.Spelling;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Appended;
import dev.podlane.finding.scene.Holder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Listening;
import dev.podlane.finding.scene.Scene;
import dev.podlane.finding.scene.Trees;
import dev.podlane.net.addr.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Finds target ports by name that some pods, or all, do not have (rules 25, 26). */
final class NamedPorts {
  /** Workloads without the port that are told of for one Service. */
  private static final int MOST_TOLD = 100;

  private NamedPorts() {}

  static void find(
      Scene scene, Service service, int index, List<Pod> pods, Consumer<Finding> found) {
    ServicePort port = service.ports().get(index);
    List<Pod> lacking = pods.stream().filter(pod -> number(pod, port) == 0).toList();
    if (lacking.isEmpty()) {
      return;
    }
    if (lacking.size() < pods.size()) {
      Pod model = pods.stream().filter(pod -> number(pod, port) > 0).findFirst().orElseThrow();
      lacking.stream()
          .flatMap(pod -> Stream.ofNullable(scene.holderOf(pod)))
          .limit(MOST_TOLD)
          .forEach(
              holder -> found.accept(partly(scene, service, port, holder, number(model, port))));
      return;
    }
    Optional<ContainerPort> other =
        Listening.declared(lacking.get(0)).stream()
            .filter(each -> each.name().equals(port.targetName()))
            .findFirst();
    if (other.isPresent()) {
      String protocol = other.get().protocol().name();
      String path = ServiceWords.path(index, "protocol");
      found.accept(
          scene
              .finding(
                  Kind.SERVICE_TARGET_PROTOCOL,
                  service.ref(),
                  path,
                  protocol,
                  port.protocol().name(),
                  ServiceWords.ports(service),
                  port.targetName())
              .mendedBy(service.ref(), path, Json.of(protocol)));
      return;
    }
    String path = ServiceWords.path(index, "targetPort");
    Object meant = meant(port, lacking);
    Finding finding =
        scene
            .finding(
                Kind.SERVICE_TARGET_NAME,
                service.ref(),
                path,
                meant.toString(),
                port.targetName(),
                ServiceWords.ports(service),
                String.join(", ", names(lacking, port)))
            .shownBy(ServiceWords.probe(scene, service, port));
    found.accept(
        meant.equals("") ? finding : finding.mendedBy(service.ref(), path, Json.of(meant)));
  }

  private static int number(Pod pod, ServicePort port) {
    return Listening.named(pod, port.targetName(), port.protocol());
  }

  private static SortedSet<String> names(List<Pod> pods, ServicePort port) {
    SortedSet<String> names = new TreeSet<>();
    for (ContainerPort each : Listening.declared(pods.get(0))) {
      boolean everywhere =
          pods.stream().allMatch(pod -> Listening.named(pod, each.name(), port.protocol()) > 0);
      if (!each.name().isEmpty() && each.protocol() == port.protocol() && everywhere) {
        names.add(each.name());
      }
    }
    return names;
  }

  /** The name, or else the number, that was probably meant; an empty text if none can be told. */
  private static Object meant(ServicePort port, List<Pod> pods) {
    SortedSet<String> names = names(pods, port);
    Optional<String> near =
        Spelling.nearest(port.targetName(), names)
            .or(() -> names.stream().filter(port.name()::equals).findFirst());
    if (near.isPresent()) {
      return near.get();
    }
    if (names.size() == 1) {
      return names.first();
    }
    List<Integer> numbers =
        Listening.declared(pods.get(0)).stream()
            .filter(each -> each.protocol() == port.protocol())
            .map(ContainerPort::number)
            .filter(
                number ->
                    pods.stream().allMatch(pod -> Listening.hears(pod, port.protocol(), number)))
            .distinct()
            .toList();
    if (numbers.contains(port.port())) {
      return port.port();
    }
    return numbers.size() == 1 ? numbers.get(0) : "";
  }

  private static Finding partly(
      Scene scene, Service service, ServicePort port, Holder holder, int number) {
    Pod pod = holder.first();
    List<Holder.Written> containers = holder.containers();
    String base = containers.isEmpty() ? holder.spec() : containers.get(0).path();
    Map<String, Object> missing =
        Json.map(
            "name", port.targetName(),
            "containerPort", number,
            "protocol", port.protocol().name());
    Appended added = Appended.of(holder.tree(), base + ".ports", missing);
    String edited = added.path();
    String json = added.json();
    for (Holder.Written each : containers) {
      List<dev.podlane.document.MapValue> ports = Trees.maps(each.tree(), "ports");
      for (int i = 0; i < ports.size(); i++) {
        boolean same = ports.get(i).text("containerPort").orElse("").equals("" + number);
        if (same && ports.get(i).text("protocol").orElse("TCP").equals(port.protocol().name())) {
          edited = each.path() + ".ports[" + i + "].name";
          json = Json.of(port.targetName());
        }
      }
    }
    boolean hears = Listening.hears(pod, port.protocol(), number);
    Probing probe =
        hears || port.protocol() == Protocol.SCTP
            ? null
            : scene
                .clients()
                .to(pod, port.protocol(), number)
                .map(from -> Probing.of(port.protocol().name(), from, pod.ref().path(), number))
                .orElse(null);
    return scene
        .finding(
            Kind.SERVICE_NAME_PARTLY,
            holder.object(),
            edited,
            port.targetName(),
            String.join(", ", names(List.of(pod), port)),
            ServiceWords.ports(service),
            service.ref().path())
        .shownBy(probe)
        .mendedBy(holder.object(), edited, json);
  }
}
