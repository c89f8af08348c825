package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Node;
import dev.podlane.cluster.ObjectRef;
import dev.podlane.cluster.Pod;
import dev.podlane.compile.ContainerInfo;
import dev.podlane.compile.NamespaceInfo;
import dev.podlane.compile.NamespaceKind;
import dev.podlane.compile.Structure;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What no command changes of who is who: names of objects, and addresses as they were compiled. */
final class Names {
  private final Network network;
  private final Map<String, List<String>> containersByName = new LinkedHashMap<>();
  private final Map<String, Ip> nodeAddresses = new LinkedHashMap<>();

  /** Made when it is first asked for. */
  private volatile @Nullable Map<Ip, List<String>> owners;

  /** Made when they are first asked for. */
  private volatile @Nullable Pods pods;

  private final @Nullable Cluster cluster;
  private final @Nullable String gateway;
  private final Set<String> machines = new LinkedHashSet<>();

  Names(
      @Nullable Cluster cluster,
      List<ContainerInfo> containers,
      @Nullable Structure structure,
      Network network) {
    this.network = network;
    this.cluster = cluster;
    String router = null;
    for (NamespaceInfo info :
        structure == null ? List.<NamespaceInfo>of() : structure.namespaces().values()) {
      if (info.kind() == NamespaceKind.ROUTER) {
        router = info.name();
      }
      if (info.kind() == NamespaceKind.ROUTER || info.kind() == NamespaceKind.HOST) {
        machines.add(info.name());
      }
    }
    gateway = router;
    for (ContainerInfo container : containers) {
      String namespace = container.namespace();
      if (namespace != null) {
        containersByName.computeIfAbsent(container.name(), any -> new ArrayList<>()).add(namespace);
      }
    }
    for (Node node : cluster == null ? List.<Node>of() : cluster.nodes()) {
      if (node.internalIp() != null) {
        nodeAddresses.put(node.name(), node.internalIp());
      }
    }
  }

  /**
   * The pods of a cluster, those of equal paths in the order of the documents.
   *
   * @param byPath the last of each path
   * @param byOwner by the bare name of the workload that brings them, those of CronJobs too
   */
  private record Pods(
      Map<String, Pod> byPath, Map<String, List<Pod>> byName, Map<String, List<Pod>> byOwner) {
    static Pods of(@Nullable Cluster cluster) {
      Pods pods = new Pods(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
      for (Pod pod : cluster == null ? List.<Pod>of() : cluster.pods()) {
        pods.byPath.put(pod.ref().path(), pod);
        pods.byName.computeIfAbsent(pod.name(), any -> new ArrayList<>(1)).add(pod);
        pods.ofOwner(pod);
      }
      (cluster == null ? List.<Pod>of() : cluster.dormant()).forEach(pods::ofOwner);
      return pods;
    }

    private void ofOwner(Pod pod) {
      ObjectRef owner = pod.owner();
      if (owner != null) {
        byOwner.computeIfAbsent(owner.name(), any -> new ArrayList<>(1)).add(pod);
      }
    }
  }

  private Pods known() {
    Pods known = pods;
    if (known == null) {
      known = Pods.of(cluster);
      pods = known;
    }
    return known;
  }

  /** Pods by the bare name of the workload that brings them, those of CronJobs too. */
  Map<String, List<Pod>> podsByOwner() {
    return known().byOwner;
  }

  /** The settled cluster; null for a Linux network. */
  @Nullable Cluster cluster() {
    return cluster;
  }

  /** The router of the node network; null if there is none. */
  @Nullable String gateway() {
    return gateway;
  }

  /** Nodes, hosts and routers; none for a Linux network. */
  Set<String> machines() {
    return machines;
  }

  /** The network before any command. */
  Network network() {
    return network;
  }

  Map<String, Pod> pods() {
    return known().byPath;
  }

  Map<String, List<Pod>> podsByName() {
    return known().byName;
  }

  Map<String, List<String>> containersByName() {
    return containersByName;
  }

  Map<String, Ip> nodeAddresses() {
    return nodeAddresses;
  }

  /** Who had this address before any command. */
  List<String> owners(Ip address) {
    Map<Ip, List<String>> known = owners;
    if (known == null) {
      known = ownersIn(network);
      owners = known;
    }
    return known.getOrDefault(address, List.of());
  }

  private static Map<Ip, List<String>> ownersIn(Network network) {
    Map<Ip, List<String>> owners = new LinkedHashMap<>();
    for (NetworkNamespace namespace : network.namespaces().values()) {
      for (Ip ip : addresses(namespace)) {
        owners.computeIfAbsent(ip, any -> new ArrayList<>(1)).add(namespace.name());
      }
    }
    return owners;
  }

  /** Every address of a namespace but those of loopback. */
  static Set<Ip> addresses(NetworkNamespace namespace) {
    Set<Ip> found = new LinkedHashSet<>();
    for (Device device : namespace.devices().values()) {
      for (InterfaceAddress address : device.addresses()) {
        if (!address.ip().isLoopback()) {
          found.add(address.ip());
        }
      }
    }
    return found;
  }
}
