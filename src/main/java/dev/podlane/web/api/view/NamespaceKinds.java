package dev.podlane.web.api.view;

import dev.podlane.compile.NamespaceInfo;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.workspace.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What each network namespace stands for. A cluster says it; in a network without Kubernetes, a
 * namespace plugged into another one's bridge counts as its pod, and one that forwards between
 * segments without a bridge as a router.
 */
public final class NamespaceKinds {
  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private final Map<String, String> machines = new LinkedHashMap<>();

  /** What a namespace stands for. */
  public enum Kind {
    HOST,
    POD,
    ROUTER,
    SEGMENT,
    OTHER;

    /** The name in JSON. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
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
    kinds.put(info.name(), Kind.valueOf(info.kind().name()));
    String machine = info.machine();
    if (machine != null) {
      machines.put(info.name(), machine);
    }
  }

  private void guess(Workspace workspace, NetworkNamespace namespace) {
    List<Device> real =
        namespace.devices().values().stream()
            .filter(device -> !(device.link() instanceof Link.Loopback))
            .toList();
    Optional<String> plugged =
        real.stream().flatMap(device -> bridgeHost(workspace, device).stream()).findFirst();
    boolean bridge = real.stream().anyMatch(device -> device.link() instanceof Link.Bridge);
    if (namespace.infra()) {
      kinds.put(namespace.name(), Kind.SEGMENT);
    } else if (bridge) {
      kinds.put(namespace.name(), Kind.HOST);
      machines.put(namespace.name(), namespace.name());
    } else if (plugged.isPresent()) {
      kinds.put(namespace.name(), Kind.POD);
      machines.put(namespace.name(), plugged.get());
    } else {
      machines.put(namespace.name(), namespace.name());
      boolean forwards = namespace.sysctls().number("net.ipv4.ip_forward", 0) != 0;
      kinds.put(namespace.name(), forwards ? Kind.ROUTER : Kind.OTHER);
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
