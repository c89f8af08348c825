package dev.podlane.workspace;

import dev.podlane.compile.ContainerInfo;
import dev.podlane.compile.docker.Relay;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
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
    return Optional.empty();
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
