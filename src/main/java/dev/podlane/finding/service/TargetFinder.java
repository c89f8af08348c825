package dev.podlane.finding.service;

import dev.podlane.cluster.object.ListenAddress;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Listening;
import dev.podlane.finding.scene.Looks;
import dev.podlane.finding.scene.Scene;
import dev.podlane.net.addr.Protocol;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds ports of Services that lead to no listener in some or all pods (rules 12, 25). Pods of
 * which no port is known are left out: anything may listen there.
 */
public final class TargetFinder implements Finder {
  private static final int MOST_LISTED = 5;

  /** Pods that are looked at for all Services; what is beyond is not found. */
  private static final int MOST_LOOKS = 4_000_000;

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    Looks looks = new Looks(MOST_LOOKS);
    for (Service service : scene.cluster().services().all()) {
      if (looks.isSpent() || service.headless() || !isMade(scene, service)) {
        continue;
      }
      List<Pod> pods = ServiceWords.pods(scene, service);
      looks.take(pods, 1 + service.ports().size());
      for (int i = 0; i < service.ports().size() && !pods.isEmpty(); i++) {
        if (service.ports().get(i).targetName().isEmpty()) {
          number(scene, service, i, pods, found);
        } else {
          NamedPorts.find(scene, service, i, pods, found);
        }
      }
    }
  }

  /** Returns true if the Service's endpoints follow from its selector. */
  private static boolean isMade(Scene scene, Service service) {
    return service.type() != Service.Type.EXTERNAL_NAME
        && service.selector() != null
        && scene.slices(service).stream()
            .map(EndpointSlice::ref)
            .noneMatch(ref -> scene.cluster().sources().containsKey(ref));
  }

  private static void number(
      Scene scene, Service service, int index, List<Pod> pods, Consumer<Finding> found) {
    ServicePort port = service.ports().get(index);
    List<Pod> deaf =
        pods.stream()
            .filter(Listening::isKnown)
            .filter(pod -> !Listening.hears(pod, port.protocol(), port.target()))
            .toList();
    if (deaf.isEmpty()) {
      return;
    }
    if (deaf.size() < pods.size()) {
      found.accept(partly(scene, service, index, pods, deaf));
      return;
    }
    Pod first = deaf.get(0);
    if (Listening.hearsOnlyItself(first, port.protocol(), port.target())) {
      Loopback.find(scene, service, index, first, found);
      return;
    }
    Optional<Protocol> other =
        Protocol.WITH_PORTS.stream()
            .filter(each -> Listening.hears(first, each, port.target()))
            .findFirst();
    if (other.isPresent()) {
      found.accept(protocol(scene, service, index, other.get()));
      return;
    }
    Integer meant = meant(port, deaf);
    Finding finding =
        scene
            .finding(
                Kind.SERVICE_TARGET_UNHEARD,
                service.ref(),
                path(scene, service, index),
                meant == null ? "" : "" + meant,
                "" + port.target(),
                ServiceWords.ports(service),
                listed(deaf))
            .shownBy(ServiceWords.probe(scene, service, port));
    found.accept(
        meant == null
            ? finding
            : finding.mendedBy(
                service.ref(), ServiceWords.path(index, "targetPort"), meant.toString()));
  }

  /** The field that says the number: a target that is not written is the port itself. */
  private static String path(Scene scene, Service service, int index) {
    String written = ServiceWords.path(index, "targetPort");
    return dev.podlane.finding.scene.Trees.at(scene.tree(service.ref()), written) == null
        ? ServiceWords.path(index, "port")
        : written;
  }

  private static String listed(List<Pod> pods) {
    return pods.stream()
        .flatMap(pod -> Listening.on(pod).stream())
        .map(each -> each.port() + "/" + each.protocol())
        .distinct()
        .limit(MOST_LISTED)
        .collect(Collectors.joining(", "));
  }

  /** The port that all pods take and that was probably meant; null if it cannot be told. */
  private static @Nullable Integer meant(ServicePort port, List<Pod> pods) {
    SortedSet<Integer> common = new TreeSet<>();
    for (ListenAddress each : Listening.on(pods.get(0))) {
      boolean all =
          pods.stream().allMatch(pod -> Listening.hears(pod, port.protocol(), each.port()));
      if (each.protocol() == port.protocol() && all) {
        common.add(each.port());
      }
    }
    int named = Listening.named(pods.get(0), port.name(), port.protocol());
    if (common.contains(port.port())) {
      return port.port();
    }
    if (!port.name().isEmpty() && common.contains(named)) {
      return named;
    }
    return common.size() == 1 ? common.first() : null;
  }

  private static Finding protocol(Scene scene, Service service, int index, Protocol other) {
    ServicePort port = service.ports().get(index);
    Finding finding =
        scene.finding(
            Kind.SERVICE_TARGET_PROTOCOL,
            service.ref(),
            ServiceWords.path(index, "protocol"),
            other.name(),
            port.protocol().name(),
            ServiceWords.ports(service),
            "" + port.target());
    return finding.mendedBy(
        service.ref(), ServiceWords.path(index, "protocol"), Json.of(other.name()));
  }

  private static Finding partly(
      Scene scene, Service service, int index, List<Pod> pods, List<Pod> deaf) {
    ServicePort port = service.ports().get(index);
    Pod first = deaf.get(0);
    Probing probe =
        Protocol.SCTP == port.protocol()
            ? null
            : scene
                .clients()
                .to(first, port.protocol(), port.target())
                .map(from -> ServiceWords.probe(from, service, port).to(first.ref().path()))
                .orElse(null);
    Map<String, String> narrower = narrower(service, pods, deaf);
    Finding finding =
        scene
            .finding(
                Kind.SERVICE_TARGET_PARTLY,
                service.ref(),
                "spec.selector",
                narrower == null ? "" : ServiceWords.text(narrower),
                ServiceWords.text(ServiceWords.wanted(service)),
                ServiceWords.ports(service),
                "" + port.target(),
                first.ref().path(),
                "" + deaf.size())
            .shownBy(probe);
    return narrower == null
        ? finding
        : finding.mendedBy(service.ref(), "spec.selector", Json.of(narrower));
  }

  /** The selector with one more label, which the pods that take the port have and no other has. */
  private static @Nullable Map<String, String> narrower(
      Service service, List<Pod> pods, List<Pod> deaf) {
    Set<Pod> those = Collections.newSetFromMap(new IdentityHashMap<>());
    those.addAll(deaf);
    Pod good = pods.stream().filter(pod -> !those.contains(pod)).findFirst().orElse(null);
    if (good == null) {
      return null;
    }
    for (Map.Entry<String, String> label : good.labels().entrySet()) {
      boolean tells =
          pods.stream()
              .allMatch(
                  pod ->
                      label.getValue().equals(pod.labels().get(label.getKey()))
                          != those.contains(pod));
      if (tells) {
        Map<String, String> all = new LinkedHashMap<>(ServiceWords.wanted(service));
        all.put(label.getKey(), label.getValue());
        return all;
      }
    }
    return null;
  }
}
