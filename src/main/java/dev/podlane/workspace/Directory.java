package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.ObjectRef;
import dev.podlane.cluster.Pod;
import dev.podlane.cluster.service.Service;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Probe;
import dev.podlane.workspace.TargetException.Why;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who is who in an opened cluster: names and addresses to network namespaces. Making one takes no
 * time; a question looks at the namespaces that commands have changed, and at an index of the
 * others that is shared by all states of the network.
 */
final class Directory {
  private final Names names;
  private final Network network;

  Directory(Names names, Network network) {
    this.names = names;
    this.network = network;
  }

  /** Network namespaces that have this address, in the order of the network. */
  List<String> owners(Ip address) {
    Set<String> changed = new LinkedHashSet<>(network.changedSince(names.network()));
    Set<String> owners = new LinkedHashSet<>(names.owners(address));
    owners.removeAll(changed);
    for (String name : changed) {
      if (network.namespace(name).filter(ns -> Names.addresses(ns).contains(address)).isPresent()) {
        owners.add(name);
      }
    }
    return owners.size() < 2 || changed.isEmpty()
        ? new ArrayList<>(owners)
        : network.namespaces().keySet().stream().filter(owners::contains).toList();
  }

  boolean isNamespace(String name) {
    return network.namespace(name).isPresent();
  }

  Optional<Pod> pod(String path) {
    return Optional.ofNullable(names.pods().get(path));
  }

  /** The pod of that namespace and name, or all pods of a bare name. */
  List<Pod> podsCalled(String name) {
    return name.indexOf('/') < 0
        ? names.podsByName().getOrDefault(name, List.of())
        : pod(name).map(List::of).orElse(List.of());
  }

  /**
   * The pods of workloads.
   *
   * @param name with or without a namespace
   * @param kind of the workload in lower case; null for any
   */
  List<Pod> workloadsCalled(String name, @Nullable String kind) {
    int slash = name.indexOf('/');
    String namespace = slash < 0 ? null : name.substring(0, slash);
    return names.podsByOwner().getOrDefault(name.substring(slash + 1), List.of()).stream()
        .filter(pod -> namespace == null || pod.namespace().equals(namespace))
        .filter(pod -> kind == null || isOf(pod, kind))
        .toList();
  }

  private static boolean isOf(Pod pod, String kind) {
    ObjectRef owner = pod.owner();
    return owner != null && owner.kind().equalsIgnoreCase(kind);
  }

  /** Whether a pod is only what its CronJob would make. */
  boolean isDormant(Pod pod) {
    return !pod.equals(names.pods().get(pod.ref().path()));
  }

  /** The router of the node network, by which hosts outside are reached. */
  Optional<String> gateway() {
    return Optional.ofNullable(names.gateway()).filter(this::isNamespace);
  }

  boolean isMachine(String name) {
    return isNamespace(name) && (names.cluster() == null || names.machines().contains(name));
  }

  /** Whether a name is a node's that has IPv6 addresses only. */
  boolean isOnlyV6(String name) {
    Cluster cluster = names.cluster();
    return cluster != null
        && cluster.nodes().stream().anyMatch(node -> node.name().equals(name) && node.isOnlyV6());
  }

  /**
   * What to say of a name that means nothing.
   *
   * @param name with or without a namespace
   * @param kind in lower case; null for any
   * @param text the end as it was written
   */
  TargetException unknown(String field, String name, @Nullable String kind, String text) {
    Cluster cluster = names.cluster();
    return Optional.ofNullable(cluster)
        .flatMap(known -> new Absent(known, name, kind).why(field, text))
        .orElseGet(
            () -> new TargetException(Why.UNKNOWN, field, text, NearNames.of(name, names())));
  }

  /** Names of nodes, hosts and routers. */
  Collection<String> machines() {
    return names.cluster() == null ? network.namespaces().keySet() : names.machines();
  }

  List<Service> services() {
    Cluster cluster = names.cluster();
    return cluster == null ? List.of() : cluster.notSimulated().services().all();
  }

  /** The Services of a name with or without a namespace. */
  List<Service> servicesNamed(String name) {
    return services().stream()
        .filter(each -> each.ref().path().equals(name) || each.ref().name().equals(name))
        .toList();
  }

  /**
   * What stands before the destination of a probe and would change the packet there.
   *
   * @param meant the Service that was meant by its name; null if none was
   */
  List<Unsimulated> fronts(Probe probe, @Nullable String toNamespace, @Nullable Service meant) {
    Cluster cluster = names.cluster();
    if (cluster == null) {
      return List.of();
    }
    return new Fronts(cluster).of(probe, toNamespace, meant);
  }

  /** The namespaces of the running containers of this name, one for each host that has one. */
  List<String> containersNamed(String name) {
    return names.containersByName().getOrDefault(name, List.of());
  }

  /** The address by which a namespace is meant when only its name is given. */
  Optional<Ip> address(String namespace) {
    Ip node = names.nodeAddresses().get(namespace);
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
    TreeSet<String> all = new TreeSet<>(names.pods().keySet());
    all.addAll(names.containersByName().keySet());
    network.namespaces().values().stream()
        .filter(namespace -> !namespace.infra())
        .forEach(namespace -> all.add(namespace.name()));
    return all;
  }
}
