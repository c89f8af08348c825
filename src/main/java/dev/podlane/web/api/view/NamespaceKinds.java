package dev.podlane.web.api.view;

import dev.podlane.compile.NamespaceInfo;
import dev.podlane.compile.NamespaceKind;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.workspace.Workspace;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What each network namespace stands for. A cluster says it. In a network without Kubernetes one
 * with a bridge is a host; one whose every device is plugged into the bridges of one host is a
 * container of it, whether it forwards or not; any other is a router if it forwards, else a machine
 * of some kind.
 */
public final class NamespaceKinds {
  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private final Map<String, String> machines = new LinkedHashMap<>();

  /** What a namespace stands for. */
  public enum Kind {
    HOST,
    POD,
    CONTAINER,
    ROUTER,
    SEGMENT,
    OTHER;

    /** The name in JSON. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it lives in a machine without being one. */
    boolean isInside() {
      return this == POD || this == CONTAINER;
    }
  }

  /** The kinds of all namespaces of an opened cluster. */
  public NamespaceKinds(Workspace workspace) {
    for (NetworkNamespace namespace : workspace.network().namespaces().values()) {
      Optional<NamespaceInfo> info = workspace.info(namespace.name());
      if (info.isPresent()) {
        settle(info.get());
      } else {
        guess(workspace, namespace);
      }
    }
  }

  /** What the namespace stands for. */
  public Kind kind(String namespace) {
    return kinds.getOrDefault(namespace, Kind.OTHER);
  }

  /** The machine it runs on, itself for a host or router; none for a wire. */
  public Optional<String> machine(String namespace) {
    return Optional.ofNullable(machines.get(namespace));
  }

  private void settle(NamespaceInfo info) {
    // a container's box is drawn as a pod's: a namespace of its own below its host
    Kind kind =
        info.kind() == NamespaceKind.CONTAINER ? Kind.POD : Kind.valueOf(info.kind().name());
    kinds.put(info.name(), kind);
    String machine = info.machine();
    if (machine != null) {
      machines.put(info.name(), machine);
    }
  }

  private void guess(Workspace workspace, NetworkNamespace namespace) {
    String name = namespace.name();
    List<Device> real =
        namespace.devices().values().stream()
            .filter(device -> !(device.link() instanceof Link.Loopback))
            .toList();
    if (namespace.infra()) {
      kinds.put(name, Kind.SEGMENT);
      return;
    }
    boolean bridge = real.stream().anyMatch(device -> device.link() instanceof Link.Bridge);
    Set<String> hosts = new LinkedHashSet<>();
    real.forEach(device -> hosts.add(bridgeHost(workspace, device).orElse(name)));
    String host = hosts.size() == 1 ? hosts.iterator().next() : name;
    machines.put(name, bridge ? name : host);
    if (bridge) {
      kinds.put(name, Kind.HOST);
    } else if (!host.equals(name)) {
      kinds.put(name, Kind.CONTAINER);
    } else {
      boolean forwards = namespace.sysctls().number("net.ipv4.ip_forward", 0) != 0;
      kinds.put(name, forwards ? Kind.ROUTER : Kind.OTHER);
    }
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
