package dev.podlane.answer.topology;

import dev.podlane.compile.NamespaceInfo;
import dev.podlane.compile.NamespaceKind;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.workspace.Workspace;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of network namespaces. A cluster states them. In a network without Kubernetes a
 * namespace with a bridge is a host; one whose every device is attached to the bridges of one host
 * is a container of it, even if it forwards; any other is a router if it forwards, else a machine
 * of some kind.
 */
public final class NamespaceKinds {
  private final Workspace workspace;
  private final Map<String, Place> guessed = new HashMap<>();

  /**
   * The kind found for a namespace.
   *
   * @param machine it runs on; null for a wire
   */
  private record Place(NamespaceKind kind, @Nullable String machine) {}

  /** The kinds of the namespaces of an opened cluster; each is found on demand. */
  public NamespaceKinds(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Returns the kind of a namespace. */
  public NamespaceKind kind(String namespace) {
    return place(namespace).kind();
  }

  /** The machine it runs on, itself for a host or router; none for a wire. */
  public Optional<String> machine(String namespace) {
    return Optional.ofNullable(place(namespace).machine());
  }

  private Place place(String name) {
    return workspace.info(name).map(NamespaceKinds::settled).orElseGet(() -> guess(name));
  }

  private static Place settled(NamespaceInfo info) {
    // a container's box is drawn as a pod's: a namespace of its own below its host
    NamespaceKind kind = info.kind() == NamespaceKind.CONTAINER ? NamespaceKind.POD : info.kind();
    return new Place(kind, info.machine());
  }

  private Place guess(String name) {
    Place known = guessed.get(name);
    if (known == null) {
      known =
          workspace
              .network()
              .namespace(name)
              .map(found -> guess(workspace, found))
              .orElse(new Place(NamespaceKind.OTHER, null));
      guessed.put(name, known);
    }
    return known;
  }

  private static Place guess(Workspace workspace, NetworkNamespace namespace) {
    String name = namespace.name();
    List<Device> real =
        namespace.devices().values().stream()
            .filter(device -> !(device.link() instanceof Link.Loopback))
            .toList();
    if (namespace.infra()) {
      return new Place(NamespaceKind.SEGMENT, null);
    }
    boolean bridge = real.stream().anyMatch(device -> device.link() instanceof Link.Bridge);
    if (bridge) {
      return new Place(NamespaceKind.HOST, name);
    }
    Set<String> hosts = new LinkedHashSet<>();
    real.forEach(device -> hosts.add(bridgeHost(workspace, device).orElse(name)));
    String host = hosts.size() == 1 ? hosts.iterator().next() : name;
    if (!host.equals(name)) {
      return new Place(NamespaceKind.CONTAINER, host);
    }
    boolean forwards = namespace.sysctls().number("net.ipv4.ip_forward", 0) != 0;
    return new Place(forwards ? NamespaceKind.ROUTER : NamespaceKind.OTHER, name);
  }

  /** The host into whose bridge a device is plugged, wires of segments apart. */
  private static Optional<String> bridgeHost(Workspace workspace, Device device) {
    if (!(device.link() instanceof Link.Veth veth)) {
      return Optional.empty();
    }
    boolean port =
        workspace.network().device(veth.peer()).filter(p -> p.port() != null).isPresent();
    return workspace
        .network()
        .namespace(veth.peer().namespace())
        .filter(host -> port && !host.infra())
        .map(NetworkNamespace::name);
  }
}
