package dev.podlane.compile.docker;

import dev.podlane.cluster.docker.DockerContainer;
import dev.podlane.cluster.docker.PublishedPort;
import dev.podlane.net.addr.EphemeralPorts;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.Sockets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The host's ports: the sockets of its processes and of containers without a namespace of their
 * own, and published ports. docker-proxy, if it is on, holds published ports with sockets.
 */
final class HostPorts {
  /** Start of the names of docker-proxy's processes; the container follows. */
  static final String PROXY = "docker-proxy/";

  private static final int LAST_PORT = 65_535;

  private final NetworkNamespace host;
  private final boolean proxy;
  private final Map<String, List<Mapping>> published = new LinkedHashMap<>();
  private Sockets sockets;

  HostPorts(NetworkNamespace host, boolean proxy) {
    this.host = host;
    this.proxy = proxy;
    this.sockets = host.sockets();
  }

  /**
   * The reason why a port cannot be published: code and holder, null if it is about the address.
   */
  record Refused(Note.Code code, Mapping mapping, @Nullable String holder) {}

  /** Publishes all ports of a container or, if one cannot be, none and says why. */
  @Nullable Refused publish(DockerContainer container) {
    List<Mapping> wanted = new ArrayList<>();
    for (PublishedPort port : container.published()) {
      Mapping mapping = chosen(port, wanted);
      Refused refused = refusal(mapping, wanted, container.name());
      if (refused != null) {
        return refused;
      }
      wanted.add(mapping);
    }
    if (!wanted.isEmpty()) {
      published.put(container.name(), List.copyOf(wanted));
    }
    if (proxy) {
      wanted.forEach(
          each -> sockets = sockets.bind(each.listener(PROXY + container.name()), host::owns));
    }
    return null;
  }

  private Mapping chosen(PublishedPort port, List<Mapping> wanted) {
    int hostPort = port.hostPort() == 0 ? EphemeralPorts.FIRST : port.hostPort();
    Mapping mapping = new Mapping(port.address(), hostPort, port.port(), port.protocol());
    while (port.hostPort() == 0
        && mapping.hostPort() < LAST_PORT
        && refusal(mapping, wanted, "") != null) {
      mapping = new Mapping(port.address(), mapping.hostPort() + 1, port.port(), port.protocol());
    }
    return mapping;
  }

  private @Nullable Refused refusal(Mapping mapping, List<Mapping> wanted, String container) {
    if (wanted.stream().anyMatch(mapping::clashesWith)) {
      return new Refused(Note.Code.PORT_ALLOCATED, mapping, container);
    }
    for (Map.Entry<String, List<Mapping>> other : published.entrySet()) {
      if (other.getValue().stream().anyMatch(mapping::clashesWith)) {
        return new Refused(Note.Code.PORT_ALLOCATED, mapping, other.getKey());
      }
    }
    if (!mapping.address().isUnspecified() && !host.owns(mapping.address())) {
      return new Refused(Note.Code.PORT_ADDRESS, mapping, null);
    }
    Listener listener = mapping.listener("");
    return sockets.listening().stream()
        .filter(listener::clashesWith)
        .findFirst()
        .map(holder -> new Refused(Note.Code.PORT_IN_USE, mapping, holder.name()))
        .orElse(null);
  }

  /** Releases all ports that a container had published or listened on. */
  void release(String container) {
    published.remove(container);
    sockets = Processes.without(Processes.without(sockets, container), PROXY + container);
  }

  /** Opens the sockets of a container without a namespace of its own. */
  void open(DockerContainer container) {
    sockets = Processes.opened(sockets, container.name(), container.sockets(), host::owns);
  }

  Sockets sockets() {
    return sockets;
  }

  /** The sockets that take connections in a container's place; none without docker-proxy. */
  List<Relay> relays(String container) {
    return proxy
        ? of(container).stream()
            .map(each -> new Relay(each.listener(PROXY + container), each.port()))
            .toList()
        : List.of();
  }

  /** Returns the published ports of a container. */
  List<Mapping> of(String container) {
    return published.getOrDefault(container, List.of());
  }
}
