package dev.podlane.finding.service;

import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Scene;
import dev.podlane.net.addr.Protocol;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words that findings about Services share. */
final class ServiceWords {
  private ServiceWords() {}

  /** Equalities as {@code kubectl -l} takes them. */
  static String text(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(","));
  }

  /** The equalities of a Service's selector; none if it has no selector. */
  static Map<String, String> wanted(Service service) {
    LabelSelector selector = service.selector();
    return selector == null ? Map.of() : selector.matchLabels();
  }

  /** The pods that a Service selects and that run. */
  static List<Pod> pods(Scene scene, Service service) {
    LabelSelector selector = service.selector();
    return selector == null
        ? List.of()
        : scene.pods().pods(service.ref().namespace(), selector).stream()
            .filter(Pod::hasNetwork)
            .toList();
  }

  /** Shows a Service's endpoints. */
  static Command endpoints(Service service) {
    return Command.kubectl(
        "-n %s get endpointslices -l kubernetes.io/service-name=%s -o wide"
            .formatted(service.ref().namespace(), service.ref().name()));
  }

  /** Shows a Service. */
  static Command show(Service service) {
    return Command.kubectl(
        "-n %s get service %s -o yaml".formatted(service.ref().namespace(), service.ref().name()));
  }

  /** Shows the pods of a Service with their ports. */
  static Command ports(Service service) {
    return Command.kubectl(
        "-n %s get pods -l %s -o custom-columns=POD:.metadata.name,PORTS:.spec.containers[*].ports"
            .formatted(service.ref().namespace(), text(wanted(service))));
  }

  /** A probe of a port of a Service from somewhere in the cluster; null if nobody can send it. */
  static @Nullable Probing probe(Scene scene, Service service, ServicePort port) {
    if (port.protocol() == Protocol.SCTP) {
      return null;
    }
    List<Pod> pods = pods(scene, service);
    int number = port.target() > 0 ? port.target() : port.port();
    return (pods.isEmpty()
            ? scene.clients().in(service.ref().namespace())
            : scene.clients().to(pods.get(0), port.protocol(), number))
        .map(from -> probe(from, service, port))
        .orElse(null);
  }

  /** A probe of a port of a Service. */
  static Probing probe(String from, Service service, ServicePort port) {
    String to = "svc:" + service.ref().path();
    return Probing.of(port.protocol().name(), from, to, port.port());
  }

  /** The place of a port in the Service. */
  static String path(int index, String field) {
    return "spec.ports[" + index + "]." + field;
  }

  /** Returns true if clients reach the Service through its own addresses or its name. */
  static boolean isLookedUp(Service service) {
    return service.type() != Service.Type.EXTERNAL_NAME && !service.ports().isEmpty();
  }
}
