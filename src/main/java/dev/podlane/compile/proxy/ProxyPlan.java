package dev.podlane.compile.proxy;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.cluster.service.Services;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that kube-proxies which know the same know of a cluster.
 *
 * @param proxy its configuration
 * @param ports the ports it makes rules for, in the order of the documents
 * @param services the service network
 * @param isLarge true if there are so many endpoints that comments are left out (kubernetes {@code
 *     pkg/proxy/iptables/proxier.go}, largeClusterEndpointsThreshold)
 */
record ProxyPlan(KubeProxy proxy, List<ProxiedPort> ports, Prefix services, boolean isLarge) {
  private static final int LARGE = 1_000;

  ProxyPlan {
    ports = List.copyOf(ports);
  }

  /**
   * The plan of a cluster.
   *
   * @param services the Services as the kube-proxies know them
   * @param proxy their configuration
   * @param known ports that are taken over where nothing about them has changed
   */
  static ProxyPlan of(Cluster cluster, Services services, KubeProxy proxy, KnownPorts known) {
    Map<String, Map<String, List<EndpointSlice>>> slices = byService(services.slices());
    List<ProxiedPort> ports = new ArrayList<>(services.all().size());
    for (Service service : services.all()) {
      Ip address = service.clusterIp();
      boolean isOmitted =
          !services.omitted().isEmpty() && services.omitted().contains(service.ref());
      if (address == null || !service.isProxied() || isOmitted) {
        continue;
      }
      List<EndpointSlice> own =
          slices
              .getOrDefault(service.ref().namespace(), Map.of())
              .getOrDefault(service.ref().name(), List.of());
      for (int i = 0; i < service.ports().size(); i++) {
        ServicePort port = service.ports().get(i);
        ProxiedPort same = known.get(service, i, own);
        ports.add(
            same == null
                ? new ProxiedPort(service, i, port, address, new Backends(port, own))
                : same);
      }
    }
    return new ProxyPlan(proxy, ports, cluster.network().serviceCidr(), isLarge(ports));
  }

  /** The IPv4 endpoints of each Service, by its namespace and name. */
  private static Map<String, Map<String, List<EndpointSlice>>> byService(List<EndpointSlice> all) {
    Map<String, Map<String, List<EndpointSlice>>> found = new HashMap<>();
    for (EndpointSlice slice : all) {
      if (slice.addressType().equals("IPv4")) {
        found
            .computeIfAbsent(slice.ref().namespace(), any -> new HashMap<>())
            .merge(slice.service(), List.of(slice), ProxyPlan::joined);
      }
    }
    return found;
  }

  /** Puts one behind others; most Services have one of a thing, which needs no room for more. */
  static <T> List<T> joined(List<T> before, List<T> more) {
    List<T> now = before.size() == 1 ? new ArrayList<>(before) : before;
    now.addAll(more);
    return now;
  }

  /** Endpoints are counted only where so many may be. */
  private static boolean isLarge(List<ProxiedPort> ports) {
    int most = 0;
    for (int i = 0; i < ports.size() && most <= LARGE; i++) {
      most += ports.get(i).mostBackends();
    }
    if (most <= LARGE) {
      return false;
    }
    int count = 0;
    for (ProxiedPort port : ports) {
      count += port.backends().size();
      if (count > LARGE) {
        return true;
      }
    }
    return false;
  }

  /** The sources of pods; empty if kube-proxy cannot tell them from others (rule 66). */
  Optional<Prefix> pods() {
    return proxy.clusterCidrs().stream().filter(each -> each.network().isV4()).findFirst();
  }
}
