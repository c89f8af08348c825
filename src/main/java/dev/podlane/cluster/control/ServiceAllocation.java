package dev.podlane.cluster.control;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.service.LoadBalancer;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.cluster.service.Services;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Allocates cluster IPs and node ports where manifests leave them out, as the API server does: from
 * the upper band of each range, then from the lower one (rule 28; kubernetes {@code
 * pkg/registry/core/service/ipallocator} and {@code portallocator}). The API server draws at
 * random; here the next free one is taken, in the order of the documents.
 */
public final class ServiceAllocation {
  private static final int FIRST_NODE_PORT = 30_000;
  private static final int NODE_PORTS = 2_768;

  /** Ports kept for Services that name theirs: a 32nd of the range (KEP-3668). */
  private static final int KEPT_PORTS = NODE_PORTS / 32;

  /** Addresses for measurements between networks (RFC 2544), which no cluster has. */
  private static final Ip FIRST_BALANCER = Ip.parse("198.18.0.1");

  private final ClusterNetwork network;
  private final Diagnostics report;
  private final Map<Ip, Service> byAddress = new HashMap<>();
  private final Set<List<Object>> takenPorts = new HashSet<>();
  private final Range addresses;
  private Ip nextBalancer = FIRST_BALANCER;
  private final Range ports = new Range(NODE_PORTS, KEPT_PORTS);

  public ServiceAllocation(ClusterNetwork network, Diagnostics report) {
    this.network = network;
    this.report = report;
    this.addresses = Range.ofAddresses(network.serviceCidr());
  }

  /** The places of a range, those above the kept band first. */
  private static final class Range {
    private final long size;
    private final long kept;
    private long next;

    private Range(long size, long kept) {
      this.size = size;
      this.kept = kept;
    }

    /** Network and broadcast address are never given (calculateRangeOffset). */
    private static Range ofAddresses(Prefix block) {
      int bits = Math.min(block.network().family().bits() - block.length(), 32);
      long all = 1L << bits;
      long kept = all <= 16 ? 0 : Math.min(Math.max(16, all / 16), 256);
      return new Range(Math.max(0, all - 2), kept);
    }

    /** The next place from 0; -1 once every place was given. */
    private long next() {
      return next == size ? -1 : (kept + next++) % size;
    }
  }

  /** Every Service with its addresses and ports. */
  public Services settle(Services written) {
    written.all().forEach(this::occupy);
    List<Service> all = new ArrayList<>();
    written.all().forEach(each -> all.add(settle(each)));
    return new Services(all, written.slices());
  }

  private void occupy(Service service) {
    for (Ip address : service.clusterIps()) {
      Service other = byAddress.putIfAbsent(address, service);
      if (other != null) {
        report.warn(
            service.place(), "service.address-twice", "" + address, path(service), path(other));
      }
      if (address.isV4() && !network.serviceCidr().contains(address)) {
        report.warn(
            service.place(), "service.address-outside", "" + address, "" + network.serviceCidr());
      }
    }
    Set<List<Object>> own = new HashSet<>();
    for (ServicePort port : service.ports()) {
      List<Object> key = key(port.protocol(), port.nodePort());
      if (port.nodePort() > 0 && own.add(key) && !takenPorts.add(key)) {
        report.warn(service.place(), "service.node-port-twice", "" + port.nodePort());
      }
    }
    if (service.traffic().healthCheckNodePort() > 0) {
      takenPorts.add(key(Protocol.TCP, service.traffic().healthCheckNodePort()));
    }
  }

  private static List<Object> key(Protocol protocol, int port) {
    return List.of(protocol, port);
  }

  private static String path(Service service) {
    return service.ref().path();
  }

  private Service settle(Service service) {
    boolean wanted =
        !service.headless()
            && service.type() != Service.Type.EXTERNAL_NAME
            && service.clusterIps().isEmpty()
            && (service.ipFamilies().isEmpty() || service.ipFamilies().contains("IPv4"));
    List<Ip> own = new ArrayList<>(service.clusterIps());
    if (wanted) {
      Ip address = address(service);
      if (address != null) {
        own.add(address);
      }
    }
    List<ServicePort> all = new ArrayList<>();
    for (ServicePort port : service.ports()) {
      boolean missing = service.hasNodePorts() && port.nodePort() == 0;
      all.add(missing ? port.onNodes(port(service, all, port.protocol())) : port);
    }
    LoadBalancer balancer = service.loadBalancer();
    if (service.type() == Service.Type.LOAD_BALANCER
        && !balancer.hasStatus()
        && balancer.ingress().isEmpty()) {
      balancer = standIn(service, balancer);
    } else if (service.type() == Service.Type.LOAD_BALANCER && balancer.isOnlyNamed()) {
      balancer = behindName(service, balancer);
    }
    int health = service.traffic().healthCheckNodePort();
    boolean lacksHealth = service.needsHealthCheck() && health == 0;
    return service.allocated(
        own, all, lacksHealth ? port(service, all, Protocol.TCP) : health, balancer);
  }

  /** A Service that was never applied gets a balancer: in a cluster something would make one. */
  private LoadBalancer standIn(Service service, LoadBalancer none) {
    Ip address = balancerAddress();
    report.assume("service.balancer", service.ref(), path(service), "" + address);
    return new LoadBalancer(
        false,
        List.of(new LoadBalancer.Ingress(List.of(address), "", false)),
        none.sourceRanges(),
        none.allocatesNodePorts());
  }

  /** A balancer that has a name only is a proxy outside (rule 30), and has some address there. */
  private LoadBalancer behindName(Service service, LoadBalancer named) {
    Ip address = balancerAddress();
    String name = named.ingress().get(0).hostname();
    report.assume("service.balancer-name", service.ref(), path(service), name, "" + address);
    return new LoadBalancer(
        true,
        List.of(new LoadBalancer.Ingress(List.of(address), name, true)),
        named.sourceRanges(),
        named.allocatesNodePorts());
  }

  private Ip balancerAddress() {
    Ip address = nextBalancer;
    while (byAddress.containsKey(address)) {
      address = address.plus(1);
    }
    nextBalancer = address.plus(1);
    return address;
  }

  private @Nullable Ip address(Service service) {
    for (long place = addresses.next(); place >= 0; place = addresses.next()) {
      Ip address = network.serviceCidr().network().plus(1 + place);
      if (byAddress.putIfAbsent(address, service) == null) {
        report.assume("service.address", service.ref(), path(service), "" + address);
        return address;
      }
    }
    report.warn(
        service.place(), "service.addresses-exhausted", path(service), "" + network.serviceCidr());
    return null;
  }

  /**
   * One port for both protocols of a port that is asked for by TCP and by UDP, as the API server
   * gives (portAllocationOperation).
   */
  private int port(Service service, List<ServicePort> before, Protocol protocol) {
    for (ServicePort each : before) {
      boolean other = each.protocol() != protocol && each.nodePort() > 0;
      if (other && isTwin(service, each, before.size()) && take(protocol, each.nodePort())) {
        return each.nodePort();
      }
    }
    for (long place = ports.next(); place >= 0; place = ports.next()) {
      int port = FIRST_NODE_PORT + (int) place;
      if (take(protocol, port)) {
        report.assume("service.node-port", service.ref(), path(service), "" + port);
        return port;
      }
    }
    report.warn(service.place(), "service.node-ports-exhausted", path(service));
    return 0;
  }

  private static boolean isTwin(Service service, ServicePort of, int index) {
    return index < service.ports().size() && service.ports().get(index).port() == of.port();
  }

  private boolean take(Protocol protocol, int port) {
    return takenPorts.add(key(protocol, port));
  }
}
