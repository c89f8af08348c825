package dev.podlane.cluster.control;

import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.select.NearLabels;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.PodsElsewhere;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.document.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reports Services that lead nowhere: nothing is selected, or no endpoint has a port. */
final class SelectionChecks {
  /** Labels of a namespace that are compared with a selector that selects nothing. */
  private static final int MOST_LABELS = 1_000;

  private final Diagnostics report;
  private final List<Pod> pods;
  private final Map<String, SortedSet<String>> labels = new HashMap<>();
  private @Nullable PodsElsewhere elsewhere;

  SelectionChecks(List<Pod> pods, Diagnostics report) {
    this.pods = pods;
    this.report = report;
  }

  /** A Service whose pods were found by its selector. */
  void selected(Service service, List<Pod> found) {
    if (found.isEmpty()) {
      nothing(service);
      return;
    }
    for (int i = 0; i < service.ports().size(); i++) {
      ServicePort port = service.ports().get(i);
      String name = port.targetName();
      if (!name.isEmpty() && found.stream().noneMatch(pod -> has(pod, port))) {
        Place place = at(service, "spec.ports[" + i + "].targetPort");
        String all = names(found);
        report.warn(
            place, "service.target-name", name, service.ref().path(), all.isEmpty() ? "–" : all);
      }
    }
  }

  /** A Service whose endpoints are written; they are joined by the names of ports (rule 53). */
  void written(Service service, List<EndpointSlice> slices) {
    for (int i = 0; i < service.ports().size(); i++) {
      ServicePort port = service.ports().get(i);
      boolean joined =
          slices.stream()
              .flatMap(slice -> slice.ports().stream())
              .anyMatch(
                  each -> each.name().equals(port.name()) && each.protocol() == port.protocol());
      boolean any = slices.stream().anyMatch(slice -> !slice.endpoints().isEmpty());
      if (any && !joined && !service.headless()) {
        String there =
            slices.stream()
                .flatMap(slice -> slice.ports().stream())
                .map(each -> "\"" + each.name() + "\" " + each.protocol())
                .distinct()
                .limit(5)
                .collect(Collectors.joining(", "));
        report.warn(
            at(service, "spec.ports[" + i + "].name"),
            "service.slice-port",
            "\"" + port.name() + "\" " + port.protocol(),
            service.ref().path(),
            there.isEmpty() ? "–" : there);
      }
    }
  }

  /** A Service that selects no pod. */
  void nothing(Service service) {
    Map<String, String> wanted =
        service.selector() == null ? Map.of() : service.selector().matchLabels();
    String text =
        wanted.entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(", "));
    Optional<String> near =
        NearLabels.of(wanted, labels.computeIfAbsent(service.ref().namespace(), this::labels))
            .map(NearLabels.Near::had);
    Place place = at(service, "spec.selector");
    String others = elsewhere(service);
    String path = service.ref().path();
    if (near.isPresent() && !others.isEmpty()) {
      report.warn(place, "service.no-pod-near-or-there", path, text, near.get(), others);
    } else if (near.isPresent()) {
      report.warn(place, "service.no-pod-near", path, text, near.get());
    } else if (!others.isEmpty()) {
      report.warn(place, "service.no-pod-there", path, text, service.ref().namespace(), others);
    } else {
      report.warn(place, "service.no-pod", path, text, service.ref().namespace());
    }
  }

  private String elsewhere(Service service) {
    if (elsewhere == null) {
      elsewhere = new PodsElsewhere(pods);
    }
    return elsewhere.of(service);
  }

  private SortedSet<String> labels(String namespace) {
    return pods.stream()
        .filter(pod -> pod.namespace().equals(namespace))
        .flatMap(pod -> pod.labels().entrySet().stream())
        .map(each -> each.getKey() + "=" + each.getValue())
        .distinct()
        .limit(MOST_LABELS)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean has(Pod pod, ServicePort wanted) {
    return pod.containers().stream()
        .flatMap(container -> container.ports().stream())
        .anyMatch(
            port ->
                port.name().equals(wanted.targetName()) && port.protocol() == wanted.protocol());
  }

  private static String names(List<Pod> pods) {
    return pods.stream()
        .flatMap(pod -> pod.containers().stream())
        .flatMap(container -> container.ports().stream())
        .map(ContainerPort::name)
        .filter(name -> !name.isEmpty())
        .distinct()
        .limit(5)
        .collect(Collectors.joining(", "));
  }

  private static Place at(Service service, String path) {
    Place place = service.place();
    String there = place.path().isEmpty() ? path : place.path() + "." + path;
    return new Place(place.file(), place.document(), place.line(), there);
  }
}
