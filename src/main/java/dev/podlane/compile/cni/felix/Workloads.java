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
  private final Map<String, Map<SortedMap<String, String>, List<Pod>>> pods = new LinkedHashMap<>();

  Workloads(Cluster cluster) {
    for (KubeNamespace each : cluster.namespaces()) {
      namespaces.put(each.name(), each.labels());
    }
    for (Pod pod : cluster.pods()) {
      if (pod.hasNetwork() && !pod.hostNetwork()) {
        pods.computeIfAbsent(pod.namespace(), any -> new LinkedHashMap<>())
            .computeIfAbsent(pod.labels(), any -> new ArrayList<>())
            .add(pod);
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
            for (List<Pod> group : groups.values()) {
              if (peers.include(group.get(0))) {
                group.forEach(pod -> add(pod, set.port(), found));
              }
            }
          }
        });
    return List.copyOf(found);
  }

  private static void add(Pod pod, FelixSet.@Nullable NamedPort named, Set<IpSet.Entry> all) {
    Ip address = pod.podIp();
    if (address == null || !address.isV4()) {
      return;
    }
    Prefix host = Prefix.host(address);
    if (named == null) {
      all.add(new IpSet.Entry(host, 0, 0, null, false));
      return;
    }
    Protocol wanted = named.protocol();
    for (Container container : pod.containers()) {
      for (ContainerPort port : container.ports()) {
        boolean isProtocol = wanted == null || wanted == port.protocol();
        if (isProtocol && port.name().equals(named.name())) {
          all.add(new IpSet.Entry(host, port.protocol().number(), port.number(), null, false));
        }
      }
    }
  }
}
