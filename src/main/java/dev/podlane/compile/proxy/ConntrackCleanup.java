package dev.podlane.compile.proxy;

import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.conntrack.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * The tracked UDP connections that kube-proxy deletes after a sync (kubernetes {@code
 * pkg/proxy/conntrack/cleanup.go}; rules 269 and 270).
 *
 * <ul>
 *   <li>Up to 1.31 it deletes those to endpoints that stopped serving, and all of a Service that
 *       got its first endpoint.
 *   <li>From 1.32 on it compares every connection to a Service with the endpoints that serve (pull
 *       request 127318); Services of which none serves are left out.
 *   <li>From 1.37 on they are not: only node ports of such Services are (pull request 139629).
 * </ul>
 */
public final class ConntrackCleanup {
  private static final int RECONCILES = 32;
  private static final int KNOWS_NO_ENDPOINTS = 37;
  private static final int UDP = 17;

  private ConntrackCleanup() {}

  private record End(Ip address, int port) {}

  /**
   * The connections, by their original tuple and that of their replies, that a sync deletes.
   *
   * @param services the Services whose rules are written
   * @param before EndpointSlices as they were at the sync before, by the Service's {@code
   *     namespace/name}
   * @param after those of which the rules are now
   * @param minor the 37 of Kubernetes 1.37
   */
  public static BiPredicate<Tuple, Tuple> stale(
      Collection<Service> services,
      Map<String, List<EndpointSlice>> before,
      Map<String, List<EndpointSlice>> after,
      int minor) {
    List<BiPredicate<Tuple, Tuple>> all = new ArrayList<>();
    boolean isAny = false;
    for (Service service : services) {
      String path = service.ref().path();
      List<EndpointSlice> then = before.getOrDefault(path, List.of());
      List<EndpointSlice> now = after.getOrDefault(path, List.of());
      for (ServicePort port : service.ports()) {
        if (port.protocol() == Protocol.UDP && service.isProxied()) {
          isAny |= !then.equals(now);
          all.add(stale(service, port, ends(then, port), ends(now, port), minor));
        }
      }
    }
    boolean isNeeded = isAny;
    return (original, reply) ->
        isNeeded
            && original.protocol() == UDP
            && all.stream().anyMatch(each -> each.test(original, reply));
  }

  private static BiPredicate<Tuple, Tuple> stale(
      Service service, ServicePort port, Set<End> before, Set<End> now, int minor) {
    Set<Ip> fronts = fronts(service);
    BiPredicate<Tuple, Tuple> isToIt =
        (original, reply) ->
            fronts.contains(original.destination()) && original.destinationPort() == port.port();
    BiPredicate<Tuple, Tuple> isToNode =
        (original, reply) -> port.nodePort() != 0 && original.destinationPort() == port.nodePort();
    if (minor >= RECONCILES) {
      BiPredicate<Tuple, Tuple> isElsewhere = (original, reply) -> !now.contains(source(reply));
      if (now.isEmpty()) {
        return minor >= KNOWS_NO_ENDPOINTS ? isToIt : (original, reply) -> false;
      }
      return isToIt.or(isToNode).and(isElsewhere);
    }
    if (before.isEmpty() && !now.isEmpty()) {
      return isToIt.or(isToNode);
    }
    Set<Ip> gone = new HashSet<>();
    before.stream().filter(each -> !now.contains(each)).forEach(each -> gone.add(each.address()));
    BiPredicate<Tuple, Tuple> isFromGone = (original, reply) -> gone.contains(reply.source());
    BiPredicate<Tuple, Tuple> isToFront =
        (original, reply) -> fronts.contains(original.destination());
    return isToFront.or(isToNode).and(isFromGone);
  }

  private static End source(Tuple reply) {
    return new End(reply.source(), reply.sourcePort());
  }

  private static Set<Ip> fronts(Service service) {
    Set<Ip> fronts = new HashSet<>(service.clusterIps());
    fronts.addAll(service.externalIps());
    service.loadBalancer().ingress().forEach(each -> fronts.addAll(each.addresses()));
    return fronts;
  }

  /** The endpoints that serve, terminating or not. */
  private static Set<End> ends(List<EndpointSlice> slices, ServicePort port) {
    Set<End> ends = new HashSet<>();
    for (EndpointSlice slice : slices) {
      for (EndpointSlice.Port each : slice.ports()) {
        if (each.protocol() == port.protocol() && each.name().equals(port.name())) {
          slice.endpoints().stream()
              .filter(end -> end.serving() && !end.addresses().isEmpty())
              .forEach(end -> ends.add(new End(end.addresses().get(0), each.number())));
        }
      }
    }
    return ends;
  }
}
