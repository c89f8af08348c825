package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.Service;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Probe;
import dev.podlane.workspace.TargetException.Why;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lookup of names and addresses in an opened cluster. Creating one takes no time; only {@link
 * #address(String)} builds namespaces.
 */
final class Directory {
  private static final Prefix LINK_LOCAL = Prefix.parse("169.254.0.0/16");

  /** Private addresses and shared address space (RFC 1918, RFC 6598). */
  private static final List<Prefix> PRIVATE =
      Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
          .map(Prefix::parse)
          .toList();

  private final Names names;
  private final Network network;

  Directory(Names names, Network network) {
    this.names = names;
    this.network = network;
  }

  /** Network namespaces that have this address, in the order of the network. */
  List<String> owners(Ip address) {
    return network.owners(address);
  }

  /** Returns true if an address is in none of the cluster's networks, nor a node's outside. */
  boolean isFree(Ip address) {
    return cluster()
        .map(
            cluster ->
                !cluster.network().nodeCidr().contains(address)
                    && !cluster.network().podCidr().contains(address)
                    && !cluster.network().serviceCidr().contains(address)
                    && cluster.services().at(address).isEmpty()
                    && NodeMapping.of(cluster, address).isEmpty())
        .orElse(false);
  }

  /** Returns true if a host outside can have the address: nobody in the cluster's networks can. */
  boolean canBeOutside(Ip address) {
    return address.isV4()
        && gateway().isPresent()
        && Outside.isHostAddress(address)
        && !LINK_LOCAL.contains(address)
        && owners(address).isEmpty()
        && isFree(address);
  }

  /**
   * Returns true if nothing that is written says where packets to a public address go: it is in
   * none of the cluster's networks, and the gateway's routes, by which it would be reached, are not
   * given. A private address that nobody has is nowhere.
   */
  boolean isUndescribed(Ip address) {
    return canBeOutside(address)
        && PRIVATE.stream().noneMatch(each -> each.contains(address))
        && cluster().filter(all -> all.network().gatewayRoutes() == null).isPresent()
        && gateway()
            .flatMap(network::namespace)
            .filter(router -> router.routes().main().lookup(address).isEmpty())
            .isPresent();
  }

  boolean isNamespace(String name) {
    return network.has(name);
  }

  Optional<Pod> pod(String path) {
    return names.pod(path);
  }

  /** The pod of that namespace and name, or all pods of a bare name. */
  List<Pod> podsCalled(String name) {
    return name.indexOf('/') < 0
        ? names.podsCalled(name)
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
    return names.podsOwnedBy(name.substring(slash + 1)).stream()
        .filter(pod -> namespace == null || pod.namespace().equals(namespace))
        .filter(pod -> kind == null || isOf(pod, kind))
        .toList();
  }

  private static boolean isOf(Pod pod, String kind) {
    ObjectRef owner = pod.owner();
    return owner != null && owner.kind().equalsIgnoreCase(kind);
  }

  /** Returns true if a pod is one that its CronJob has yet to create. */
  boolean isDormant(Pod pod) {
    return names.pod(pod.ref().path()).filter(pod::equals).isEmpty();
  }

  /** The router of the node network, by which hosts outside are reached. */
  Optional<String> gateway() {
    return Optional.ofNullable(names.gateway()).filter(this::isNamespace);
  }

  boolean isMachine(String name) {
    return isNamespace(name) && (names.cluster() == null || names.machines().contains(name));
  }

  boolean isNode(String name) {
    return names.node(name).isPresent();
  }

  /** Returns true if the name is that of a node with IPv6 addresses only. */
  boolean isOnlyV6(String name) {
    return names.node(name).filter(Node::isOnlyV6).isPresent();
  }

  /**
   * Returns the exception for a name that has no target.
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

  Optional<Cluster> cluster() {
    return Optional.ofNullable(names.cluster());
  }

  List<Service> services() {
    return cluster().map(cluster -> cluster.services().all()).orElse(List.of());
  }

  /** The Services of a name with or without a namespace. */
  List<Service> servicesNamed(String name) {
    return services().stream()
        .filter(each -> each.ref().path().equals(name) || each.ref().name().equals(name))
        .toList();
  }

  /**
   * Finds the parts in front of a probe's destination that are not simulated and would change the
   * packet there.
   *
   * @param meant the Service that was meant by its name; null if none was
   */
  List<Unsimulated> fronts(Probe probe, @Nullable String toNamespace, @Nullable Service meant) {
    Cluster cluster = names.cluster();
    if (cluster == null) {
      return List.of();
    }
    return new Fronts(cluster, names).of(probe, toNamespace, meant);
  }

  /** The namespaces of the running containers of this name, one for each host that has one. */
  List<String> containersNamed(String name) {
    return names.containersByName().getOrDefault(name, List.of());
  }

  /** The address by which a namespace is meant when only its name is given. */
  Optional<Ip> address(String namespace) {
    Optional<Ip> node = names.node(namespace).map(Node::internalIp);
    if (node.isPresent()) {
      return node;
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
    TreeSet<String> all = new TreeSet<>(names.podPaths());
    all.addAll(names.containersByName().keySet());
    all.addAll(network.hosts());
    return all;
  }
}
