package dev.podlane.compile.proxy;

import dev.podlane.cluster.object.Node;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The endpoints that one node uses for a port (rules 49 to 51, 56; kubernetes {@code
 * pkg/proxy/topology.go}, CategorizeEndpoints).
 *
 * @param cluster those for traffic policy Cluster
 * @param local those for traffic policy Local
 */
record EndpointChoice(List<Backend> cluster, List<Backend> local) {
  private static final String ZONE = "topology.kubernetes.io/zone";

  EndpointChoice {
    cluster = List.copyOf(cluster);
    local = List.copyOf(local);
  }

  /** The choice of a node. */
  static EndpointChoice of(ProxiedPort port, Node node) {
    List<Backend> cluster = List.of();
    if (port.usesClusterEndpoints()) {
      Predicate<Backend> near = near(port, node);
      cluster = only(port, each -> each.isReady() && near.test(each));
      if (cluster.isEmpty()) {
        cluster = only(port, Backend::isLastResort);
      }
    }
    List<Backend> local = List.of();
    if (port.usesLocalEndpoints()) {
      local = only(port, each -> each.isReady() && each.isOn(node.name()));
      if (local.isEmpty()) {
        local = only(port, each -> each.isLastResort() && each.isOn(node.name()));
      }
    }
    return new EndpointChoice(cluster, local);
  }

  private static List<Backend> only(ProxiedPort port, Predicate<Backend> wanted) {
    return port.backends().stream().filter(wanted).toList();
  }

  /** Hints count only if every ready endpoint has one, and one of them is for here (rule 51). */
  private static Predicate<Backend> near(ProxiedPort port, Node node) {
    List<Backend> ready = only(port, Backend::isReady);
    if (ready.isEmpty()) {
      return each -> true;
    }
    if (ready.stream().noneMatch(each -> each.endpoint().forNodes().isEmpty())) {
      Predicate<Backend> here = each -> each.endpoint().forNodes().contains(node.name());
      if (ready.stream().anyMatch(here)) {
        return here;
      }
    }
    String zone = node.labels().getOrDefault(ZONE, "");
    if (!zone.isEmpty() && ready.stream().noneMatch(each -> each.endpoint().forZones().isEmpty())) {
      Predicate<Backend> here = each -> each.endpoint().forZones().contains(zone);
      if (ready.stream().anyMatch(here)) {
        return here;
      }
    }
    return each -> true;
  }

  /** All that have a chain: each once, in the order of their texts. */
  List<Backend> all(ProxiedPort port) {
    if (local.isEmpty()) {
      return cluster;
    }
    return cluster.isEmpty()
        ? local
        : port.backends().stream()
            .filter(each -> Stream.of(cluster, local).anyMatch(list -> list.contains(each)))
            .toList();
  }
}
