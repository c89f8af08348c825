package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Node;
import dev.podlane.cluster.Pod;
import dev.podlane.compile.ContainerInfo;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who is who in an opened cluster: names and addresses to network namespaces. */
final class Directory {
  private final Network network;
  private final Map<String, Pod> pods = new LinkedHashMap<>();
  private final Map<String, List<Pod>> podsByName = new LinkedHashMap<>();
  private final Map<String, List<String>> containersByName = new LinkedHashMap<>();
  private final Map<String, Ip> nodeAddresses = new LinkedHashMap<>();
  private final Map<Ip, List<String>> owners = new LinkedHashMap<>();

  Directory(@Nullable Cluster cluster, List<ContainerInfo> containers, Network network) {
    this.network = network;
    for (ContainerInfo container : containers) {
      String namespace = container.namespace();
      if (namespace != null) {
        containersByName.computeIfAbsent(container.name(), any -> new ArrayList<>()).add(namespace);
      }
    }
    for (Pod pod : cluster == null ? List.<Pod>of() : cluster.pods()) {
      pods.put(pod.ref().path(), pod);
      podsByName.computeIfAbsent(pod.name(), any -> new ArrayList<>()).add(pod);
    }
    for (Node node : cluster == null ? List.<Node>of() : cluster.nodes()) {
      if (node.internalIp() != null) {
        nodeAddresses.put(node.name(), node.internalIp());
      }
    }
    for (NetworkNamespace namespace : network.namespaces().values()) {
      for (Device device : namespace.devices().values()) {
        device.addresses().stream().map(InterfaceAddress::ip).forEach(ip -> own(namespace, ip));
      }
    }
  }

  private void own(NetworkNamespace namespace, Ip ip) {
    List<String> names = owners.computeIfAbsent(ip, any -> new ArrayList<>());
    if (!ip.isLoopback() && !names.contains(namespace.name())) {
      names.add(namespace.name());
    }
  }

  /** Network namespaces that have this address. */
  List<String> owners(Ip address) {
    return owners.getOrDefault(address, List.of());
  }

  boolean isNamespace(String name) {
    return network.namespace(name).isPresent();
  }

  Optional<Pod> pod(String path) {
    return Optional.ofNullable(pods.get(path));
  }

  /** Pods of this bare name; the one of namespace default alone if there is one. */
  List<Pod> podsNamed(String name) {
    Pod first = pods.get("default/" + name);
    return first != null ? List.of(first) : podsByName.getOrDefault(name, List.of());
  }

  /** The namespaces of the running containers of this name, one for each host that has one. */
  List<String> containersNamed(String name) {
    return containersByName.getOrDefault(name, List.of());
  }

  /** The address by which a namespace is meant when only its name is given. */
  Optional<Ip> address(String namespace) {
    Ip node = nodeAddresses.get(namespace);
    if (node != null) {
      return Optional.of(node);
    }
    return network.namespace(namespace).stream()
        .flatMap(found -> found.devices().values().stream())
        .sorted((a, b) -> Boolean.compare(b.name().equals("eth0"), a.name().equals("eth0")))
        .flatMap(device -> device.addresses().stream())
        .map(InterfaceAddress::ip)
        .filter(ip -> !ip.isLoopback())
        .findFirst();
  }

  /** Every name a probe may use. */
  Collection<String> names() {
    TreeSet<String> names = new TreeSet<>(pods.keySet());
    names.addAll(containersByName.keySet());
    network.namespaces().values().stream()
        .filter(namespace -> !namespace.infra())
        .forEach(namespace -> names.add(namespace.name()));
    return names;
  }
}
