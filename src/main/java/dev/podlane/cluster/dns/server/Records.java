package dev.podlane.cluster.dns.server;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The objects of a cluster as DNS looks them up; made once for many queries. */
final class Records {
  private final Map<String, Service> services = new LinkedHashMap<>();
  private final Map<String, List<EndpointSlice>> slices = new HashMap<>();
  private final Map<Ip, List<Service>> byAddress = new HashMap<>();
  private final Map<Ip, List<EndpointSlice>> byEndpoint = new HashMap<>();
  private final Map<Ip, List<Pod>> pods = new HashMap<>();
  private final Set<String> namespaces = new HashSet<>();
  private final Set<ObjectRef> omitted;

  Records(Cluster cluster) {
    omitted = cluster.services().omitted();
    for (Service service : cluster.services().all()) {
      services.put(service.ref().path(), service);
      service.clusterIps().forEach(ip -> list(byAddress, ip).add(service));
    }
    for (EndpointSlice slice : cluster.services().slices()) {
      list(slices, slice.ref().namespace() + "/" + slice.service()).add(slice);
      for (EndpointSlice.Endpoint endpoint : slice.endpoints()) {
        for (Ip ip : endpoint.addresses()) {
          List<EndpointSlice> there = list(byEndpoint, ip);
          if (endpoint.ready() && !there.contains(slice)) {
            there.add(slice);
          }
        }
      }
    }
    for (Pod pod : cluster.pods()) {
      pod.traits().addresses().forEach(ip -> list(pods, ip).add(pod));
    }
    cluster.namespaces().stream().map(KubeNamespace::name).forEach(namespaces::add);
    services.values().forEach(service -> namespaces.add(service.ref().namespace()));
    cluster.pods().forEach(pod -> namespaces.add(pod.namespace()));
    namespaces.add("default");
  }

  private static <K, T> List<T> list(Map<K, List<T>> map, K key) {
    return map.computeIfAbsent(key, any -> new ArrayList<>());
  }

  @Nullable Service service(String namespace, String name) {
    return services.get(namespace + "/" + name);
  }

  /** Services of a name in whatever namespace. */
  List<Service> called(String name) {
    return services.values().stream().filter(each -> each.ref().name().equals(name)).toList();
  }

  List<EndpointSlice> slices(Service service) {
    return slices.getOrDefault(service.ref().path(), List.of());
  }

  List<Service> at(Ip clusterIp) {
    return byAddress.getOrDefault(clusterIp, List.of());
  }

  /** Slices with a ready endpoint of that address. */
  List<EndpointSlice> endpointsAt(Ip address) {
    return byEndpoint.getOrDefault(address, List.of());
  }

  List<Pod> podsAt(Ip address) {
    return pods.getOrDefault(address, List.of());
  }

  boolean hasNamespace(String name) {
    return namespaces.contains(name);
  }

  /** Returns true if the endpoints of a Service are too many to be known. */
  boolean isOmitted(Service service) {
    return omitted.contains(service.ref());
  }
}
