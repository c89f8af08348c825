package dev.podlane.cluster.control;

import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.Readiness;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.cluster.service.Services;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the EndpointSlices of Services that select pods and of which the documents hold none
 * (rules 24 to 26, 41, 43, 46, 47; kubernetes {@code staging/src/k8s.io/endpointslice}).
 */
public final class EndpointController {
  private static final String ZONE = "topology.kubernetes.io/zone";

  private final Map<String, String> zones = new HashMap<>();
  private final List<Pod> pods;
  private final Diagnostics report;

  public EndpointController(List<Node> nodes, List<Pod> pods, Diagnostics report) {
    this.report = report;
    nodes.forEach(node -> zones.put(node.name(), node.labels().getOrDefault(ZONE, "")));
    this.pods = pods;
  }

  /** A controller that writes slices one Service at a time, and reports nothing. */
  public static EndpointController of(List<Node> nodes) {
    return new EndpointController(nodes, List.of(), new Diagnostics());
  }

  /**
   * The Services with all their slices: written and mirrored ones, else those that this controller
   * writes. It writes over an Endpoints object that somebody gave to a Service whose selector
   * selects pods (kubernetes {@code pkg/controller/endpoint}).
   */
  public Services settle(Services services) {
    List<EndpointSlice> all = new ArrayList<>(new Mirroring(services, report).slices());
    SelectedPods selected = new SelectedPods(services.all(), pods);
    SelectionChecks checks = new SelectionChecks(pods, report);
    Map<String, List<EndpointSlice>> byService =
        all.stream().collect(Collectors.groupingBy(Mirroring::key));
    Set<ObjectRef> omitted = new LinkedHashSet<>();
    Set<String> overwritten = new HashSet<>();
    for (Service service : services.all()) {
      String key = service.ref().path();
      List<EndpointSlice> written = byService.getOrDefault(key, List.of());
      boolean byHand =
          !written.isEmpty()
              && written.stream().allMatch(slice -> slice.author() == EndpointSlice.Author.HAND);
      boolean isSelecting =
          service.selector() != null && service.type() != Service.Type.EXTERNAL_NAME;
      if (isSelecting && (written.isEmpty() || byHand)) {
        selected
            .of(service)
            .ifPresentOrElse(
                found -> {
                  if (byHand && found.isEmpty()) {
                    checks.written(service, written);
                    return;
                  }
                  if (byHand) {
                    overwritten.add(key);
                    report.warn(written.get(0).place(), "service.endpoints-overwritten", key);
                  }
                  checks.selected(service, found);
                  all.addAll(slices(service, found));
                },
                () -> omitted.add(service.ref()));
      } else if (!written.isEmpty()) {
        checks.written(service, written);
      }
    }
    if (!omitted.isEmpty()) {
      ObjectRef first = omitted.iterator().next();
      report.warn(Place.NOWHERE, "limit.endpoints", first.path(), "" + omitted.size());
    }
    all.removeIf(
        slice -> Mirroring.isEndpoints(slice) && overwritten.contains(Mirroring.key(slice)));
    return new Services(services.all(), all, omitted);
  }

  /**
   * The slices of one Service that selects pods and of which the documents hold none, with all that
   * is said of it.
   */
  public List<EndpointSlice> settle(Service service) {
    LabelSelector selector = service.selector();
    boolean isSelecting = selector != null && !selector.matchLabels().isEmpty();
    List<Pod> found =
        !isSelecting || selector == null
            ? List.of()
            : pods.stream()
                .filter(pod -> pod.namespace().equals(service.ref().namespace()))
                .filter(pod -> SelectedPods.isSelectable(pod) && selector.matches(pod.labels()))
                .toList();
    new SelectionChecks(pods, report).selected(service, found);
    return slices(service, found);
  }

  /** Says of Services that they select none of the pods, with labels that are near. */
  public void tellMissed(List<Service> services) {
    SelectionChecks checks = new SelectionChecks(pods, report);
    services.forEach(checks::nothing);
  }

  /**
   * The slices that the controller writes for a Service.
   *
   * @param found pods that it selects and that have a network
   */
  public List<EndpointSlice> slices(Service service, List<Pod> found) {
    List<EndpointSlice> all = new ArrayList<>();
    long assumed =
        found.stream().filter(pod -> pod.traits().readiness() == Readiness.ASSUMED_READY).count();
    if (assumed > 0) {
      report.assume("service.ready", service.ref(), service.ref().path(), "" + assumed);
    }
    for (boolean v4 : List.of(true, false)) {
      if (isWanted(service, v4)) {
        all.addAll(slices(service, found, v4));
      }
    }
    return all;
  }

  /** The families of a Service: as written, else those of its addresses, else IPv4. */
  private static boolean isWanted(Service service, boolean v4) {
    if (!service.ipFamilies().isEmpty()) {
      return service.ipFamilies().contains(v4 ? "IPv4" : "IPv6");
    }
    return service.clusterIps().isEmpty()
        ? v4
        : service.clusterIps().stream().anyMatch(ip -> ip.isV4() == v4);
  }

  /** Pods on which the ports have other numbers are in other slices (rule 26). */
  private List<EndpointSlice> slices(Service service, List<Pod> selected, boolean v4) {
    Map<List<EndpointSlice.Port>, List<EndpointSlice.Endpoint>> byPorts = new LinkedHashMap<>();
    for (Pod pod : selected) {
      List<Ip> own = pod.traits().addresses().stream().filter(ip -> ip.isV4() == v4).toList();
      if (!own.isEmpty()) {
        byPorts
            .computeIfAbsent(ports(service, pod), any -> new ArrayList<>())
            .add(endpoint(service, pod, own));
      }
    }
    List<EndpointSlice> found = new ArrayList<>();
    String type = v4 ? "IPv4" : "IPv6";
    byPorts.forEach(
        (ports, endpoints) -> {
          String suffix = found.isEmpty() && v4 ? "" : "-" + (v4 ? "" : "v6-") + found.size();
          ObjectRef ref =
              new ObjectRef(
                  "discovery.k8s.io/v1",
                  "EndpointSlice",
                  service.ref().namespace(),
                  service.ref().name() + suffix);
          String of = service.ref().name();
          found.add(new EndpointSlice(ref, service.place(), of, type, endpoints, ports));
        });
    return found;
  }

  private static List<EndpointSlice.Port> ports(Service service, Pod pod) {
    List<EndpointSlice.Port> ports = new ArrayList<>();
    for (ServicePort port : service.ports()) {
      int number =
          port.targetName().isEmpty()
              ? port.target()
              : named(pod, port.targetName(), port.protocol());
      if (number > 0) {
        ports.add(new EndpointSlice.Port(port.name(), port.protocol(), number));
      }
    }
    return ports;
  }

  /** Containers come before sidecars (findPort; rule 25); 0 if none has the port. */
  private static int named(Pod pod, String name, Protocol protocol) {
    for (boolean sidecar : List.of(false, true)) {
      for (Container container : pod.containers()) {
        for (ContainerPort port : container.ports()) {
          boolean isIt = port.name().equals(name) && port.protocol() == protocol;
          if (isIt && container.sidecar() == sidecar) {
            return port.number();
          }
        }
      }
    }
    return 0;
  }

  private EndpointSlice.Endpoint endpoint(Service service, Pod pod, List<Ip> addresses) {
    boolean serving = pod.traits().readiness().isReady();
    boolean terminating = pod.traits().terminating();
    boolean ready = service.traffic().publishNotReady() || (serving && !terminating);
    String node = pod.nodeName() == null ? "" : pod.nodeName();
    String zone = zones.getOrDefault(node, "");
    Service.Distribution wish = service.traffic().distribution();
    boolean hinted = ready && !zone.isEmpty() && wish != Service.Distribution.NONE;
    boolean near = ready && !node.isEmpty() && wish == Service.Distribution.SAME_NODE;
    boolean named = pod.traits().subdomain().equals(service.ref().name());
    return new EndpointSlice.Endpoint(
        addresses,
        ready,
        serving,
        terminating,
        node,
        zone,
        named ? pod.traits().hostname() : "",
        pod.ref().path(),
        hinted ? List.of(zone) : List.of(),
        near ? List.of(node) : List.of());
  }
}
