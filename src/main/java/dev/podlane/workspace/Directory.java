package dev.podlane.workspace;

import dev.podlane.cluster.Pod;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.Network;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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

  /** Pods of this bare name; the one of namespace default alone if there is one. */
  List<Pod> podsNamed(String name) {
    Pod first = names.pods().get("default/" + name);
    return first != null ? List.of(first) : names.podsByName().getOrDefault(name, List.of());
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
