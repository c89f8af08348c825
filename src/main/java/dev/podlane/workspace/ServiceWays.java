package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.Services;
import dev.podlane.net.addr.Ip;
import dev.podlane.trace.Probe;
import dev.podlane.workspace.TargetException.Why;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the ways of a probe's packets to a Service from outside, and to endpoints outside. */
final class ServiceWays {
  /** The largest number of endpoints outside that are made for one probe. */
  private static final int MOST_HOSTS = 16;

  private final Directory directory;

  ServiceWays(Directory directory) {
    this.directory = directory;
  }

  /**
   * Returns the parts beyond the gateway that packets of a probe need.
   *
   * @param via the node at which packets from outside arrive; null for the balancer's choice
   */
  Beyond of(Probe probe, @Nullable String via) {
    Cluster cluster = directory.cluster().orElse(null);
    if (cluster == null || directory.gateway().isEmpty()) {
      return Beyond.NOTHING;
    }
    Ip address = probe.destination();
    List<Services.Front> fronts = cluster.services().at(address);
    List<Beyond.Host> hosts = new ArrayList<>();
    for (Services.Front front : fronts) {
      hosts.addAll(outside(cluster.services(), front.service()));
      hosts.addAll(balancer(front, address));
    }
    hosts.addAll(onNode(cluster.services(), probe));
    List<Beyond.Entry> entries = entry(cluster, fronts, probe, via).stream().toList();
    boolean isLost = entries.isEmpty() && isUntaken(cluster, fronts, probe);
    return new Beyond(
        hosts, entries, isLost ? List.of(address) : List.of(), mapped(cluster, address));
  }

  /** An ExternalIP that no host has: the gateway sends its packets to the node. */
  private List<Beyond.Mapped> mapped(Cluster cluster, Ip address) {
    if (!address.isV4() || !directory.owners(address).isEmpty()) {
      return List.of();
    }
    return NodeMapping.of(cluster, address)
        .map(Node::internalIp)
        .map(inner -> new Beyond.Mapped(address, inner, cluster.network().nodeCidr()))
        .stream()
        .toList();
  }

  /** Returns true if no Service takes a packet to an address of Services (rule 59). */
  private boolean isUntaken(Cluster cluster, List<Services.Front> fronts, Probe probe) {
    Ip address = probe.destination();
    boolean isOfServices = !fronts.isEmpty() || cluster.network().serviceCidr().contains(address);
    return isOfServices
        && address.isV4()
        && directory.owners(address).isEmpty()
        && fronts.stream()
            .noneMatch(front -> front.service().takes(probe.protocol(), probe.port()));
  }

  /**
   * The node that the balancer chooses: with policy Local one that has an endpoint (rule 35). A
   * balancer takes nothing but the ports of its Service.
   */
  private Optional<Beyond.Entry> entry(
      Cluster cluster, List<Services.Front> fronts, Probe probe, @Nullable String via) {
    Ip address = probe.destination();
    Services.Front front =
        fronts.stream()
            .filter(each -> via != null || each.role() != Services.Role.CLUSTER_IP)
            .filter(each -> ProxiedServices.isSimulated(cluster, each.service()))
            .filter(each -> !isProxy(each, address))
            .filter(each -> via != null || each.service().takes(probe.protocol(), probe.port()))
            .findFirst()
            .orElse(null);
    if (front == null) {
      return Optional.empty();
    }
    Node node = null;
    if (via != null) {
      node = named(cluster, via);
    } else if (front.role() == Services.Role.LOAD_BALANCER) {
      node = chosen(cluster, front.service()).orElse(null);
    }
    Ip hop = node == null ? null : node.internalIp();
    return hop == null ? Optional.empty() : Optional.of(new Beyond.Entry(address, hop));
  }

  private static Node named(Cluster cluster, String via) {
    String name = via.startsWith("node:") ? via.substring("node:".length()) : via;
    return cluster.nodes().stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TargetException(
                    Why.UNKNOWN,
                    "via",
                    via,
                    NearNames.of(name, cluster.nodes().stream().map(Node::name).toList())));
  }

  private static boolean isProxy(Services.Front front, Ip address) {
    return front.role() == Services.Role.LOAD_BALANCER
        && front.service().loadBalancer().isProxy(address);
  }

  /**
   * A balancer that answers itself: a host outside that takes connections to the Service's ports.
   */
  private List<Beyond.Host> balancer(Services.Front front, Ip address) {
    if (!isProxy(front, address) || !directory.owners(address).isEmpty()) {
      return List.of();
    }
    return front.service().ports().stream()
        .map(port -> new Beyond.Host(address, port.protocol(), port.port()))
        .limit(MOST_HOSTS)
        .toList();
  }

  /** The node that a balancer chooses; empty if none is ready. */
  static Optional<Node> chosen(Cluster cluster, Service service) {
    Set<String> local = new LinkedHashSet<>();
    for (EndpointSlice slice : cluster.services().slices(service)) {
      slice.endpoints().stream()
          .filter(EndpointSlice.Endpoint::ready)
          .forEach(each -> local.add(each.nodeName()));
    }
    boolean anywhere = !service.traffic().externalLocal() || local.isEmpty();
    return cluster.nodes().stream()
        .filter(node -> node.ready() && node.internalIp() != null)
        .filter(node -> anywhere || local.contains(node.name()))
        .findFirst();
  }

  /** The same program when it is asked without its Service, by the node's address. */
  private List<Beyond.Host> onNode(Services services, Probe probe) {
    Ip address = probe.destination();
    List<String> owners = directory.owners(address);
    if (owners.size() != 1 || !directory.isNode(owners.get(0))) {
      return List.of();
    }
    boolean listens =
        services.slices().stream()
            .filter(
                slice ->
                    slice.ports().stream()
                        .anyMatch(
                            port ->
                                port.protocol() == probe.protocol()
                                    && port.number() == probe.port()))
            .flatMap(slice -> slice.endpoints().stream())
            .anyMatch(each -> each.pod().isEmpty() && each.addresses().contains(address));
    return listens ? List.of(new Beyond.Host(address, probe.protocol(), probe.port())) : List.of();
  }

  /**
   * Returns true for an address outside, and for that of one node. Behind a Service's address
   * nobody listens: a packet is translated once (finding {@code slice.cluster-ip}).
   */
  private boolean canListen(Services services, Ip address) {
    if (services.at(address).stream().anyMatch(front -> front.role() == Services.Role.CLUSTER_IP)) {
      return false;
    }
    List<String> owners = directory.owners(address);
    return owners.isEmpty() || (owners.size() == 1 && directory.isNode(owners.get(0)));
  }

  /**
   * Endpoints that are no pod, such as the API server on a node (rule 45): a slice says that they
   * take packets on its port.
   */
  private List<Beyond.Host> outside(Services services, Service service) {
    List<Beyond.Host> hosts = new ArrayList<>();
    for (EndpointSlice slice : services.slices(service)) {
      for (EndpointSlice.Endpoint each : slice.endpoints()) {
        Ip address = each.addresses().isEmpty() ? null : each.addresses().get(0);
        if (address == null
            || !address.isV4()
            || !each.pod().isEmpty()
            || !canListen(services, address)) {
          continue;
        }
        for (EndpointSlice.Port port : slice.ports()) {
          if (hosts.size() < MOST_HOSTS && port.number() > 0) {
            hosts.add(new Beyond.Host(address, port.protocol(), port.number()));
          }
        }
      }
    }
    return hosts;
  }
}
