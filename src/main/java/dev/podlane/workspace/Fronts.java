package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.service.LoadBalancer;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.Services;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Probe;
import dev.podlane.workspace.Unsimulated.Effect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the Services that a packet to an address would meet (rules 23, 31, 35). */
final class Fronts {
  private final Cluster cluster;
  private final Names names;

  Fronts(Cluster cluster, Names names) {
    this.cluster = cluster;
    this.names = names;
  }

  /** As {@link Directory#fronts}. */
  List<Unsimulated> of(Probe probe, @Nullable String toNamespace, @Nullable Service meant) {
    Services services = cluster.services();
    if (meant != null && !meant.headless() && !ProxiedServices.isSimulated(cluster, meant)) {
      List<String> pods =
          Services.pods(meant, cluster.pods()).stream().map(pod -> pod.ref().path()).toList();
      return List.of(new Unsimulated(Effect.SERVICE, meant.ref(), "", pods));
    }
    List<Unsimulated> found = new ArrayList<>();
    Ip address = probe.destination();
    for (Services.Front front : services.at(address)) {
      if (!isTaken(front, address)) {
        found.add(
            new Unsimulated(
                Effect.SERVICE_ADDRESS,
                front.service().ref(),
                path(front.role()),
                List.of(address.toString())));
      }
    }
    // kube-proxy takes node ports at every address of a node (--dst-type LOCAL), loopback included
    String there = address.isLoopback() ? probe.namespace() : toNamespace;
    boolean isNode = there != null && names.node(there).isPresent();
    if (isNode && probe.protocol() != Protocol.ICMP) {
      nodePorts(services, probe.protocol(), probe.port(), found);
    }
    return found;
  }

  /**
   * Returns true if it is simulated who takes packets to the address: nodes for the Service, or the
   * balancer itself, outside.
   */
  private boolean isTaken(Services.Front front, Ip address) {
    boolean byBalancer = front.role() == Services.Role.LOAD_BALANCER;
    LoadBalancer balancer = front.service().loadBalancer();
    return ProxiedServices.isSimulated(cluster, front.service())
        && (!byBalancer
            || balancer.vips().contains(address)
            || (balancer.isProxy(address) && names.gateway() != null));
  }

  private static String path(Services.Role role) {
    return switch (role) {
      case CLUSTER_IP -> "spec.clusterIP";
      case EXTERNAL_IP -> "spec.externalIPs";
      case LOAD_BALANCER -> "status.loadBalancer.ingress";
    };
  }

  private void nodePorts(Services services, Protocol protocol, int port, List<Unsimulated> found) {
    services
        .atNodePort(protocol, port)
        .filter(service -> !ProxiedServices.isSimulated(cluster, service))
        .ifPresent(
            service ->
                found.add(
                    new Unsimulated(
                        Effect.NODE_PORT,
                        service.ref(),
                        "spec.ports[].nodePort",
                        List.of(Integer.toString(port)))));
  }
}
