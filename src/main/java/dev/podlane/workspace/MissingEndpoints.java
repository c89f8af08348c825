package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.select.NearLabels;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.PodsElsewhere;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.cluster.service.Services;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Probe;
import dev.podlane.workspace.ServiceFacts.Fact;
import dev.podlane.workspace.ServiceFacts.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reason why a Service has no endpoint for a probe. */
final class MissingEndpoints {
  private static final int MOST = ServiceFacts.MOST;
  private static final String NONE = ServiceFacts.NONE;
  private static final String NAME = "name";

  private final Cluster cluster;
  private final Service service;
  private final Probe probe;

  MissingEndpoints(Cluster cluster, Service service, Probe probe) {
    this.cluster = cluster;
    this.service = service;
    this.probe = probe;
  }

  /** The first of the reasons in the order in which endpoints come about. */
  ServiceFacts facts() {
    if (service.selector() == null) {
      return ofSlices();
    }
    List<Pod> pods = Services.pods(service, cluster.pods());
    List<Fact> others = pods.isEmpty() ? otherFamily() : List.of();
    if (!others.isEmpty()) {
      return new ServiceFacts(Why.POD_FAMILY, service.ref(), others);
    }
    if (pods.isEmpty()) {
      List<Fact> waiting = waiting();
      return waiting.isEmpty()
          ? new ServiceFacts(Why.NO_POD, service.ref(), labels(), elsewhere())
          : new ServiceFacts(Why.NOT_RUNNING, service.ref(), waiting);
    }
    ServicePort asked = asked();
    if (asked != null && !asked.targetName().isEmpty()) {
      List<String> there = pods.stream().flatMap(pod -> ports(pod, asked)).distinct().toList();
      if (!there.contains(asked.targetName())) {
        return one(Why.NO_TARGET, field(asked, "targetPort"), asked.targetName(), joined(there));
      }
    }
    List<Fact> unready = new ArrayList<>();
    for (Pod pod : pods.subList(0, Math.min(MOST, pods.size()))) {
      String had = pod.traits().terminating() ? "terminating" : "False";
      unready.add(new Fact(pod.ref().path() + " Ready", "True", had));
    }
    return new ServiceFacts(Why.NOT_READY, service.ref(), unready);
  }

  /** Nobody writes the slices of a Service without a selector, and so nobody makes them fit. */
  private ServiceFacts ofSlices() {
    List<EndpointSlice> slices =
        cluster.services().slices(service).stream()
            .filter(slice -> !slice.endpoints().isEmpty())
            .toList();
    if (slices.isEmpty()) {
      return one(Why.NO_ENDPOINT, "endpoints", "1", "0");
    }
    String family = family();
    List<EndpointSlice> fit =
        slices.stream().filter(slice -> slice.addressType().equals(family)).toList();
    if (fit.isEmpty()) {
      List<String> types = slices.stream().map(EndpointSlice::addressType).distinct().toList();
      return one(Why.SLICE_FAMILY, "addressType", family, joined(types));
    }
    ServicePort asked = asked();
    List<String> names =
        fit.stream()
            .flatMap(slice -> slice.ports().stream())
            .filter(port -> asked == null || port.protocol() == asked.protocol())
            .map(port -> quoted(port.name()))
            .distinct()
            .toList();
    if (asked != null && !names.contains(quoted(asked.name()))) {
      return one(Why.SLICE_PORT, field(asked, NAME), quoted(asked.name()), joined(names));
    }
    List<String> unready =
        fit.stream()
            .flatMap(slice -> slice.endpoints().stream())
            .flatMap(endpoint -> endpoint.addresses().stream().limit(1))
            .map(Object::toString)
            .limit(MOST)
            .toList();
    return one(Why.SLICE_UNREADY, joined(unready) + " ready", "true", "false");
  }

  private @Nullable ServicePort asked() {
    return service.ports().stream()
        .filter(port -> port.protocol() == probe.protocol())
        .filter(port -> port.port() == probe.port() || port.nodePort() == probe.port())
        .findFirst()
        .orElse(null);
  }

  private String field(ServicePort port, String name) {
    return "spec.ports[" + service.ports().indexOf(port) + "]." + name;
  }

  private static String quoted(String name) {
    return "\"" + name + "\"";
  }

  /** Names of a pod's ports; where the protocol is not that of the Service's port, with it. */
  private static Stream<String> ports(Pod pod, ServicePort asked) {
    return pod.containers().stream()
        .flatMap(container -> container.ports().stream())
        .filter(port -> !port.name().isEmpty())
        .map(port -> port.name() + other(port.protocol(), asked.protocol()));
  }

  private static String other(Protocol protocol, Protocol wanted) {
    return protocol == wanted ? "" : " (" + protocol + ")";
  }

  private String family() {
    return probe.destination().isV4() ? "IPv4" : "IPv6";
  }

  private Stream<Pod> labelled() {
    return cluster.pods().stream()
        .filter(pod -> pod.namespace().equals(service.ref().namespace()))
        .filter(pod -> service.selector() != null && service.selector().matches(pod.labels()));
  }

  /** The first pod with the labels that runs, where all have addresses of the other family. */
  private List<Fact> otherFamily() {
    boolean v4 = probe.destination().isV4();
    return labelled()
        .filter(pod -> !pod.isFinished() && !pod.traits().addresses().isEmpty())
        .filter(pod -> pod.traits().addresses().stream().noneMatch(ip -> ip.isV4() == v4))
        .limit(1)
        .map(pod -> new Fact(pod.ref().path(), family(), "" + pod.traits().addresses().get(0)))
        .toList();
  }

  /** Pods with the labels that have no address yet, or no more. */
  private List<Fact> waiting() {
    return labelled()
        .limit(MOST)
        .map(pod -> new Fact(pod.ref().path() + " phase", "Running", phase(pod)))
        .toList();
  }

  private static String phase(Pod pod) {
    String name = pod.isFinished() ? pod.phase().name() : Pod.Phase.PENDING.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private String elsewhere() {
    return new PodsElsewhere(cluster.pods()).of(service);
  }

  /** The wanted label that comes near to one that is there; else all of them. */
  private List<Fact> labels() {
    Map<String, String> wanted =
        service.selector() == null ? Map.of() : service.selector().matchLabels();
    TreeSet<String> there = new TreeSet<>();
    for (Pod pod : cluster.pods()) {
      if (pod.namespace().equals(service.ref().namespace())) {
        pod.labels().forEach((key, value) -> there.add(key + "=" + value));
      }
    }
    Optional<NearLabels.Near> near = NearLabels.of(wanted, there);
    return near.map(each -> List.of(new Fact("spec.selector", each.wanted(), each.had())))
        .orElseGet(
            () ->
                wanted.entrySet().stream()
                    .map(each -> each.getKey() + "=" + each.getValue())
                    .limit(MOST)
                    .map(
                        each -> new Fact("spec.selector", each, there.contains(each) ? each : NONE))
                    .toList());
  }

  private ServiceFacts one(Why why, String field, String wanted, String had) {
    return new ServiceFacts(why, service.ref(), List.of(new Fact(field, wanted, had)));
  }

  private static String joined(List<String> all) {
    return all.isEmpty() ? NONE : String.join(", ", all.subList(0, Math.min(MOST, all.size())));
  }
}
