package dev.podlane.kernel.secondreading;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of a Service's port that one node uses.
 *
 * <p>Read in kubernetes/kubernetes of 1.35: {@code pkg/proxy/endpointslicecache.go} (which slices
 * and ports count, the order by the text of address and port, the copy on this node winning) and
 * {@code pkg/proxy/topology.go} (CategorizeEndpoints, topologyModeFromHints).
 *
 * @param cluster for traffic policy Cluster, in order
 * @param local for traffic policy Local, in order
 * @param all both, without duplicates, in order
 * @param hasAny true if any node has a usable one
 */
record EndpointReading(List<Ready> cluster, List<Ready> local, List<Ready> all, boolean hasAny) {

  /**
   * An endpoint with its port.
   *
   * @param text {@code address:port}
   */
  record Ready(String text, String ip, int port, boolean isLocal, ServiceSet.Endpoint of) {
    boolean isReady() {
      return of.ready() == null || of.ready();
    }

    boolean isGoing() {
      boolean isServing = of.serving() == null || of.serving();
      return isServing && of.terminating() != null && of.terminating();
    }
  }

  /** All endpoints of a port, usable or not, by their texts. */
  static Collection<Ready> known(ServiceSet set, PortReading port) {
    Map<String, Ready> known = new TreeMap<>();
    for (ServiceSet.Slice slice : set.slices()) {
      boolean isOfService =
          slice.namespace().equals(port.service().namespace())
              && slice.service().equals(port.service().name());
      for (ServiceSet.SlicePort each : slice.ports()) {
        String name = each.name() == null ? "" : each.name();
        Integer number = each.port();
        if (isOfService
            && !slice.ipv6()
            && number != null
            && name.equals(port.port().name())
            && each.protocol().equals(port.port().protocol())) {
          for (ServiceSet.Endpoint endpoint : slice.endpoints()) {
            String ip = endpoint.addresses().get(0);
            boolean isLocal = set.node().name().equals(endpoint.node());
            Ready ready = new Ready(ip + ":" + number, ip, number, isLocal, endpoint);
            if (isLocal || !known.containsKey(ready.text())) {
              known.put(ready.text(), ready);
            }
          }
        }
      }
    }
    return known.values();
  }

  /** The part of them that this node uses. */
  static EndpointReading of(ServiceSet set, PortReading port) {
    Collection<Ready> known = known(set, port);
    List<Ready> cluster = List.of();
    if (port.usesClusterEndpoints()) {
      Predicate<Ready> near = near(known, set.node().name(), set.node().zone());
      cluster = known.stream().filter(Ready::isReady).filter(near).toList();
      if (cluster.isEmpty()) {
        cluster = known.stream().filter(Ready::isGoing).toList();
      }
    }
    List<Ready> local = List.of();
    boolean hasAny = !cluster.isEmpty();
    if (port.usesLocalEndpoints()) {
      hasAny |= known.stream().anyMatch(each -> each.isReady() || each.isGoing());
      List<Ready> here = known.stream().filter(Ready::isLocal).toList();
      local = here.stream().filter(Ready::isReady).toList();
      if (local.isEmpty()) {
        local = here.stream().filter(Ready::isGoing).toList();
      }
    }
    List<Ready> all = new ArrayList<>();
    for (Ready each : known) {
      if (cluster.contains(each) || local.contains(each)) {
        all.add(each);
      }
    }
    return new EndpointReading(cluster, local, all, hasAny);
  }

  /** The filter that hints make: by node, else by zone, else none. */
  private static Predicate<Ready> near(
      Collection<Ready> known, String node, @Nullable String zone) {
    List<ServiceSet.Endpoint> ready = known.stream().filter(Ready::isReady).map(Ready::of).toList();
    boolean allNameNodes = ready.stream().noneMatch(each -> each.forNodes().isEmpty());
    boolean allNameZones = ready.stream().noneMatch(each -> each.forZones().isEmpty());
    if (allNameNodes && ready.stream().anyMatch(each -> each.forNodes().contains(node))) {
      return each -> each.of().forNodes().contains(node);
    }
    if (zone != null
        && allNameZones
        && ready.stream().anyMatch(each -> each.forZones().contains(zone))) {
      return each -> each.of().forZones().contains(zone);
    }
    return each -> true;
  }
}
