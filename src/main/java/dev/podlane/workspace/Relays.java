package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.Services;
import dev.podlane.compile.ContainerInfo;
import dev.podlane.compile.docker.Relay;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import java.util.Objects;
import java.util.Optional;

/**
 * Follows connections that a program accepts on behalf of another. The sender gets its answer
 * before the program has connected any further, so its result says nothing of the second
 * connection.
 */
public final class Relays {
  private final Workspace workspace;

  /** Relays of an opened cluster. */
  public Relays(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Returns the onward connection of the host that answered; empty if it makes none. */
  public Optional<Trace> onward(Trace trace) {
    Outcome.Server server = trace.outcome().server();
    return trace.outcome().result() == Outcome.Result.DELIVERED && server != null
        ? onward(trace.probe(), server)
        : Optional.empty();
  }

  private Optional<Trace> onward(Probe probe, Outcome.Server server) {
    for (ContainerInfo container : workspace.containers()) {
      for (Relay relay : container.relays()) {
        boolean isIt =
            container.host().name().equals(server.namespace())
                && relay.listener().name().equals(server.listener())
                && relay.listener().accepts(probe.protocol(), server.local(), server.port());
        if (isIt) {
          return address(container)
              .map(to -> Probe.of(server.namespace(), probe.protocol(), to, relay.port()))
              .map(next -> Walker.walk(workspace.network(), next, new Memory()));
        }
      }
    }
    return balancer(probe, server);
  }

  /**
   * The connection of a balancer that is a proxy, to the node port of the node that it chooses
   * (rule 30); empty if nothing says where it connects to.
   */
  private Optional<Trace> balancer(Probe probe, Outcome.Server server) {
    Cluster cluster = workspace.cluster().orElse(null);
    if (cluster == null || !Outside.isOne(server.namespace())) {
      return Optional.empty();
    }
    return cluster.services().at(server.local()).stream()
        .map(Services.Front::service)
        .filter(service -> service.loadBalancer().isProxy(server.local()))
        .flatMap(service -> nodePort(cluster, service, probe.protocol(), server.port()).stream())
        .findFirst()
        .map(to -> Probe.of(server.namespace(), probe.protocol(), to.address(), to.port()))
        .map(next -> Walker.walk(workspace.network(), next.withSeed(probe.seed()), new Memory()));
  }

  private record NodePort(Ip address, int port) {}

  private static Optional<NodePort> nodePort(
      Cluster cluster, Service service, Protocol protocol, int port) {
    Ip node = ServiceWays.chosen(cluster, service).map(Node::internalIp).orElse(null);
    return service.ports().stream()
        .filter(each -> each.port() == port && each.protocol() == protocol)
        .filter(each -> each.nodePort() > 0 && service.hasNodePorts() && node != null)
        .map(each -> new NodePort(Objects.requireNonNull(node), each.nodePort()))
        .findFirst();
  }

  private Optional<Ip> address(ContainerInfo container) {
    return Optional.ofNullable(container.namespace())
        .flatMap(workspace.network()::namespace)
        .flatMap(
            ns ->
                ns.devices().values().stream()
                    .flatMap(device -> device.addresses().stream())
                    .map(InterfaceAddress::ip)
                    .filter(ip -> !ip.isLoopback())
                    .findFirst());
  }
}
