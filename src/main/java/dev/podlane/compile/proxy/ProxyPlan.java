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
import java.util.TreeMap;

/**
 * All that kube-proxy knows of a cluster, which is the same on every node.
 *
 * @param proxy its configuration
 * @param ports the ports it makes rules for, in the order of the documents
 * @param services the service network
 * @param isLarge true if there are so many endpoints that comments are left out (kubernetes {@code
 *     pkg/proxy/iptables/proxier.go}, largeClusterEndpointsThreshold)
 */
public record ProxyPlan(
    KubeProxy proxy, List<ProxiedPort> ports, Prefix services, boolean isLarge) {
  private static final int LARGE = 1_000;

  public ProxyPlan {
    ports = List.copyOf(ports);
  }

  /** The plan of a cluster. */
  public static ProxyPlan of(Cluster cluster) {
    Services services = cluster.services();
    Map<String, List<EndpointSlice>> slices = new HashMap<>();
    for (EndpointSlice slice : services.slices()) {
      if (slice.addressType().equals("IPv4")) {
        String service = slice.ref().namespace() + "/" + slice.service();
        slices.computeIfAbsent(service, any -> new ArrayList<>()).add(slice);
      }
    }
    List<ProxiedPort> ports = new ArrayList<>();
    int endpoints = 0;
    for (Service service : services.all()) {
      Ip address = service.clusterIp();
      boolean isOmitted = services.omitted().contains(service.ref());
      if (address == null || !service.isProxied() || isOmitted) {
        continue;
      }
      List<EndpointSlice> own = slices.getOrDefault(service.ref().path(), List.of());
      for (int i = 0; i < service.ports().size(); i++) {
        ServicePort port = service.ports().get(i);
        List<Backend> backends = backends(port, own);
        endpoints += backends.size();
        ports.add(new ProxiedPort(service, i, port, address, backends));
      }
    }
    return new ProxyPlan(
        cluster.network().proxy(), ports, cluster.network().serviceCidr(), endpoints > LARGE);
  }

  /** The sources of pods; empty if kube-proxy cannot tell them from others (rule 66). */
  Optional<Prefix> pods() {
    return proxy.clusterCidrs().stream().filter(each -> each.network().isV4()).findFirst();
  }

  /** Slices are joined by the port's name; of equal endpoints one is left (rules 53, 54). */
  private static List<Backend> backends(ServicePort port, List<EndpointSlice> slices) {
    Map<String, Backend> found = new TreeMap<>();
    for (EndpointSlice slice : slices) {
      for (EndpointSlice.Port each : slice.ports()) {
        boolean isIt = each.name().equals(port.name()) && each.protocol() == port.protocol();
        if (isIt && each.number() > 0) {
          add(found, slice, each.number());
        }
      }
    }
    return new ArrayList<>(found.values());
  }

  private static void add(Map<String, Backend> found, EndpointSlice slice, int port) {
    for (EndpointSlice.Endpoint endpoint : slice.endpoints()) {
      if (!endpoint.addresses().isEmpty()) {
        Backend backend = new Backend(endpoint.addresses().get(0), port, endpoint);
        found.putIfAbsent(backend.text(), backend);
      }
    }
  }
}
