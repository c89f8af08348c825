package dev.podlane.answer.topology;

import dev.podlane.answer.TopologyView.ContainerView;
import dev.podlane.answer.TopologyView.PodView;
import dev.podlane.answer.TopologyView.PortView;
import dev.podlane.compile.ContainerInfo;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the views of containers without Kubernetes. Those that share a namespace of their own are
 * one thing, as the containers of a pod are; those in the host's namespace are one each.
 */
final class DockerContainers {
  private final Map<String, List<ContainerInfo>> byNamespace = new HashMap<>();
  private final Map<String, List<ContainerInfo>> byMachine = new HashMap<>();

  DockerContainers(Workspace workspace) {
    for (ContainerInfo container : workspace.containers()) {
      String namespace = container.namespace();
      if (namespace != null) {
        byNamespace.computeIfAbsent(namespace, any -> new ArrayList<>()).add(container);
        byMachine.computeIfAbsent(container.host().name(), any -> new ArrayList<>()).add(container);
      }
    }
  }

  /** Names of the namespaces of those that run on a machine. */
  Collection<String> namespacesOn(String machine) {
    Set<String> names = new LinkedHashSet<>();
    for (ContainerInfo container : byMachine.getOrDefault(machine, List.of())) {
      names.add(String.valueOf(container.namespace()));
    }
    return names;
  }

  /** Returns the number of containers that run on a machine. */
  int on(String machine) {
    return byMachine.getOrDefault(machine, List.of()).size();
  }

  /** Returns the containers in a namespace. */
  List<PodView> in(NetworkNamespace namespace) {
    List<ContainerInfo> here = byNamespace.getOrDefault(namespace.name(), List.of());
    if (here.isEmpty()) {
      return List.of();
    }
    String host = here.get(0).host().name();
    if (!namespace.name().equals(host)) {
      String name = namespace.name().substring(host.length() + 1);
      return List.of(view(host, name, namespace, here, false));
    }
    return here.stream()
        .map(each -> view(host, each.name(), namespace, List.of(each), true))
        .toList();
  }

  private static PodView view(
      String host,
      String name,
      NetworkNamespace namespace,
      List<ContainerInfo> containers,
      boolean onHost) {
    return new PodView(
        host,
        name,
        new TreeMap<>(),
        "Running",
        onHost,
        address(namespace),
        null,
        null,
        containers.stream().map(each -> container(each, namespace)).toList());
  }

  private static @Nullable String address(NetworkNamespace namespace) {
    return namespace.devices().values().stream()
        .flatMap(device -> device.addresses().stream())
        .map(InterfaceAddress::ip)
        .filter(ip -> !ip.isLoopback())
        .map(Ip::toString)
        .findFirst()
        .orElse(null);
  }

  private static ContainerView container(ContainerInfo container, NetworkNamespace namespace) {
    List<PortView> ports = new ArrayList<>();
    namespace.sockets().listening().stream()
        .filter(each -> each.name().equals(container.name()))
        .map(each -> new PortView("", each.port(), each.protocol().name(), null))
        .forEach(ports::add);
    namespace.sockets().failed().stream()
        .filter(each -> each.wanted().name().equals(container.name()))
        .map(
            each ->
                new PortView(
                    "", each.wanted().port(), each.wanted().protocol().name(), each.errno()))
        .forEach(ports::add);
    return new ContainerView(container.name(), container.image(), ports, container.published());
  }
}
