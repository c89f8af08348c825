package dev.podlane.finding.service;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Scene;
import dev.podlane.net.addr.Protocol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Finds nodes on which a traffic policy Local leaves nobody to answer (rules 34, 35). Nodes that no
 * document holds are left out: where pods are on them is not known.
 */
public final class LocalFinder implements Finder {
  private static final int MOST_LISTED = 5;

  /** Pods of a node that are looked at for one without policies. */
  private static final int MOST_LOOKS = 8;

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    List<Node> nodes =
        scene.cluster().nodes().stream()
            .filter(each -> !each.assumed() && each.ready() && each.internalIp() != null)
            .toList();
    boolean any =
        scene.cluster().services().all().stream().anyMatch(each -> each.traffic().internalLocal());
    Map<String, Pod> clients = any ? clients(scene) : Map.of();
    for (Service service : scene.cluster().services().all()) {
      boolean local = service.traffic().externalLocal() || service.traffic().internalLocal();
      if (!local || !service.isProxied() || service.ports().isEmpty()) {
        continue;
      }
      Set<String> with = nodesOf(scene, service);
      List<Node> without = nodes.stream().filter(each -> !with.contains(each.name())).toList();
      if (with.isEmpty() || without.isEmpty()) {
        continue;
      }
      external(scene, service, without, found);
      internal(scene, service, without, clients, found);
    }
  }

  /** A pod of each node, without policies for egress if one of the first is so. */
  private static Map<String, Pod> clients(Scene scene) {
    Map<String, Pod> clients = new HashMap<>();
    Map<String, Integer> looked = new HashMap<>();
    for (Pod pod : scene.cluster().pods()) {
      String node = pod.nodeName();
      if (node == null || !pod.hasNetwork() || pod.hostNetwork()) {
        continue;
      }
      Pod known = clients.putIfAbsent(node, pod);
      if (known != null
          && looked.merge(node, 1, Integer::sum) <= MOST_LOOKS
          && !isFree(scene, known)
          && isFree(scene, pod)) {
        clients.put(node, pod);
      }
    }
    return clients;
  }

  private static boolean isFree(Scene scene, Pod pod) {
    return scene.policies().selecting(pod, Direction.EGRESS).isEmpty();
  }

  private static Set<String> nodesOf(Scene scene, Service service) {
    Set<String> names = new HashSet<>();
    for (EndpointSlice slice : scene.slices(service)) {
      for (EndpointSlice.Endpoint each : slice.endpoints()) {
        if (each.ready() || (each.serving() && each.terminating())) {
          names.add(each.nodeName());
        }
      }
    }
    return names;
  }

  private static String names(List<Node> nodes) {
    String names =
        nodes.stream().limit(MOST_LISTED).map(Node::name).collect(Collectors.joining(", "));
    return nodes.size() > MOST_LISTED ? names + " …" : names;
  }

  private static void external(
      Scene scene, Service service, List<Node> without, Consumer<Finding> found) {
    ServicePort port = service.ports().get(0);
    if (!service.traffic().externalLocal() || port.nodePort() == 0) {
      return;
    }
    Node first = without.get(0);
    boolean balanced = service.type() == Service.Type.LOAD_BALANCER;
    Probing probe =
        port.protocol() == Protocol.SCTP
            ? null
            : Probing.of(
                port.protocol().name(), Probing.OUTSIDE, "node:" + first.name(), port.nodePort());
    found.accept(
        scene
            .finding(
                balanced ? Kind.SERVICE_BALANCER_LOCAL : Kind.SERVICE_EXTERNAL_LOCAL,
                service.ref(),
                "spec.externalTrafficPolicy",
                "Cluster",
                "Local",
                ServiceWords.endpoints(service),
                names(without))
            .shownBy(probe)
            .mendedBy(service.ref(), "spec.externalTrafficPolicy", Json.of("Cluster")));
  }

  private static void internal(
      Scene scene,
      Service service,
      List<Node> without,
      Map<String, Pod> clients,
      Consumer<Finding> found) {
    List<Node> asking = without.stream().filter(each -> clients.containsKey(each.name())).toList();
    if (!service.traffic().internalLocal() || asking.isEmpty()) {
      return;
    }
    Pod client = clients.get(asking.get(0).name());
    ServicePort port = service.ports().get(0);
    Command command = ServiceWords.endpoints(service);
    Finding finding =
        scene.finding(
            Kind.SERVICE_INTERNAL_LOCAL,
            service.ref(),
            "spec.internalTrafficPolicy",
            "Cluster",
            "Local",
            command,
            names(asking));
    boolean walked = port.protocol() != Protocol.SCTP;
    found.accept(
        finding
            .shownBy(
                client != null && walked
                    ? ServiceWords.probe(client.ref().path(), service, port)
                    : null)
            .mendedBy(service.ref(), "spec.internalTrafficPolicy", Json.of("Cluster")));
  }
}
