package dev.podlane.compile.cni.felix;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.Pod;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.IpSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The pods that Calico knows: those with a network of their own, an address and a node
 * (projectcalico /calico {@code libcalico-go/lib/backend/k8s/conversion}:
 * IsValidCalicoWorkloadEndpoint). Pods of one namespace with equal labels are looked at as one.
 */
final class Workloads {
  private final Map<String, SortedMap<String, String>> namespaces = new LinkedHashMap<>();
  private final Map<String, Map<SortedMap<String, String>, List<Workload>>> pods =
      new LinkedHashMap<>();

  /**
   * A pod with an address of IPv4.
   *
   * @param member the pod in sets of addresses, all of which share it
   */
  private record Workload(Pod pod, IpSet.Entry member) {}

  Workloads(Cluster cluster) {
    for (KubeNamespace each : cluster.namespaces()) {
      namespaces.put(each.name(), each.labels());
    }
    for (Pod pod : cluster.pods()) {
      Ip address = pod.podIp();
      if (pod.hasNetwork() && !pod.hostNetwork() && address != null && address.isV4()) {
        pods.computeIfAbsent(pod.namespace(), any -> new LinkedHashMap<>())
            .computeIfAbsent(pod.labels(), any -> new ArrayList<>())
            .add(new Workload(pod, new IpSet.Entry(Prefix.host(address), 0, 0, null, false)));
      }
    }
  }

  /** Labels of a namespace, with the one that every namespace has. */
  Map<String, String> labels(String namespace) {
    SortedMap<String, String> known = namespaces.get(namespace);
    return known == null
        ? new TreeMap<>(Map.of(KubeNamespace.NAME_LABEL, namespace))
        : Collections.unmodifiableSortedMap(known);
  }

  /** The members of a set, in the order of the pods. */
  List<IpSet.Entry> members(FelixSet set) {
    Set<IpSet.Entry> found = new LinkedHashSet<>();
    Peers peers = set.peers();
    pods.forEach(
        (namespace, groups) -> {
          if (peers.areIn(namespace, labels(namespace))) {
            for (List<Workload> group : groups.values()) {
              if (peers.include(group.get(0).pod())) {
                group.forEach(each -> add(each, set.port(), found));
              }
            }
          }
        });
    return List.copyOf(found);
  }

  private static void add(
      Workload workload, FelixSet.@Nullable NamedPort named, Set<IpSet.Entry> all) {
    if (named == null) {
      all.add(workload.member());
      return;
    }
    Prefix host = workload.member().first();
    Protocol wanted = named.protocol();
    for (Container container : workload.pod().containers()) {
      for (ContainerPort port : container.ports()) {
        boolean isProtocol = wanted == null || wanted == port.protocol();
        if (isProtocol && port.name().equals(named.name())) {
          all.add(new IpSet.Entry(host, port.protocol().number(), port.number(), null, false));
        }
      }
    }
  }
}
