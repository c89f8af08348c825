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
    Map<String, List<EndpointSlice>> slices = new HashMap<>();
    for (EndpointSlice slice : services.slices()) {
      if (slice.addressType().equals("IPv4")) {
        String service = slice.ref().namespace() + "/" + slice.service();
        slices.computeIfAbsent(service, any -> new ArrayList<>()).add(slice);
      }
    }
    List<ProxiedPort> ports = new ArrayList<>();
    for (Service service : services.all()) {
      Ip address = service.clusterIp();
      boolean isOmitted = services.omitted().contains(service.ref());
      if (address == null || !service.isProxied() || isOmitted) {
        continue;
      }
      List<EndpointSlice> own = slices.getOrDefault(service.ref().path(), List.of());
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

  /** Endpoints are counted only where so many may be. */
  private static boolean isLarge(List<ProxiedPort> ports) {
    if (ports.stream().mapToInt(ProxiedPort::mostBackends).sum() <= LARGE) {
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
