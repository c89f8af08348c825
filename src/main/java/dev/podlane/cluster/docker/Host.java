package dev.podlane.cluster.docker;

import dev.podlane.cluster.object.GatewayRoute;
import dev.podlane.cluster.object.ListenAddress;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.Place;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A machine as {@code podlane.dev/v1 Host} or {@code DockerHost} describes it (see
 * docs/docker-host.md).
 *
 * @param ref its name
 * @param place place in the documents
 * @param interfaces its NICs
 * @param gateway next hop of its default route; null for none
 * @param routes further routes, in the order of the text
 * @param forwards true if {@code ip_forward} is on before Docker starts
 * @param processes processes that listen on the machine itself
 * @param engine its Docker engine; null for a plain host
 */
public record Host(
    ObjectRef ref,
    Place place,
    List<Interface> interfaces,
    @Nullable Ip gateway,
    List<GatewayRoute> routes,
    boolean forwards,
    List<HostProcess> processes,
    @Nullable Engine engine) {
  public Host {
    interfaces = List.copyOf(interfaces);
    routes = List.copyOf(routes);
    processes = List.copyOf(processes);
  }

  /**
   * A NIC.
   *
   * @param name such as {@code eth0}
   * @param address null for a NIC without one
   * @param segment the network it is plugged into, shared with all that name it
   */
  public record Interface(String name, @Nullable InterfaceAddress address, String segment) {}

  /**
   * Something that runs on the machine.
   *
   * @param name its name
   * @param sockets sockets of the process
   */
  public record HostProcess(String name, List<ListenAddress> sockets) {
    public HostProcess {
      sockets = List.copyOf(sockets);
    }
  }

  /** Its name. */
  public String name() {
    return ref.name();
  }

  /** This machine at a moment when only those events of its containers have happened. */
  public Host when(Predicate<Place> happened) {
    if (engine == null || engine.events().isEmpty()) {
      return this;
    }
    List<DockerEvent> events =
        engine.events().stream().filter(event -> happened.test(event.place())).toList();
    Engine then = new Engine(engine.options(), engine.networks(), engine.containers(), events);
    return new Host(ref, place, interfaces, gateway, routes, forwards, processes, then);
  }

  /**
   * Returns the place of the container or event with that number; of the host itself for any other
   * number.
   */
  public Place place(int item) {
    if (engine == null || item < 0) {
      return place;
    }
    int events = item - engine.containers().size();
    if (events < 0) {
      return engine.containers().get(item).place();
    }
    return events < engine.events().size() ? engine.events().get(events).place() : place;
  }
}
