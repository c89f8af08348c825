package dev.podlane.web.api.view;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Node;
import dev.podlane.cluster.Pod;
import dev.podlane.cluster.docker.Host;
import dev.podlane.compile.NamespaceInfo;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.web.api.problem.ProblemView;
import dev.podlane.web.api.view.TopologyView.ExtraView;
import dev.podlane.web.api.view.TopologyView.Machine;
import dev.podlane.web.api.view.TopologyView.Namespace;
import dev.podlane.web.api.view.TopologyView.PodView;
import dev.podlane.web.api.view.TopologyView.PortView;
import dev.podlane.web.api.view.TopologyView.Segment;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the topology of an opened cluster. */
public final class Topologies {
  private final Workspace workspace;
  private final Words words;
  private final NamespaceKinds kinds;
  private final Devices devices;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, List<Pod>> pods = new LinkedHashMap<>();
  private final List<Host> hosts;

  private Topologies(Workspace workspace, Words words) {
    this.workspace = workspace;
    this.words = words;
    this.kinds = new NamespaceKinds(workspace);
    this.devices = new Devices(workspace, kinds);
    workspace.cluster().map(Cluster::nodes).orElse(List.of()).forEach(n -> nodes.put(n.name(), n));
    workspace.cluster().map(Cluster::pods).orElse(List.of()).forEach(this::addPod);
    this.hosts = workspace.cluster().map(Cluster::hosts).orElse(List.of());
  }

  private void addPod(Pod pod) {
    String node = pod.nodeName();
    if (node != null && !pod.isFinished()) {
      String namespace = pod.hostNetwork() ? node : pod.ref().path();
      pods.computeIfAbsent(namespace, any -> new ArrayList<>()).add(pod);
    }
  }

  /** The topology, its problems in these words. */
  public static TopologyView of(String id, String name, Workspace workspace, Words words) {
    Topologies made = new Topologies(workspace, words);
    List<NetworkNamespace> all = List.copyOf(workspace.network().namespaces().values());
    return new TopologyView(
        id,
        name,
        all.stream().map(made::machine).flatMap(Optional::stream).toList(),
        all.stream().filter(NetworkNamespace::infra).map(made::segment).toList(),
        all.stream().map(made::namespace).toList());
  }

  /**
   * What a walk found on its way that is not in the topology of the opened cluster, and what it is
   * plugged into, which has devices more.
   *
   * @param place the cluster as the walk found it
   * @param passed namespaces that it passed
   */
  static Optional<ExtraView> extra(
      Workspace opened, Workspace place, Collection<String> passed, Words words) {
    Network before = opened.network();
    Network now = place.network();
    if (opened == place) {
      return Optional.empty();
    }
    Set<String> shown = new LinkedHashSet<>();
    for (String name : passed) {
      Optional<NetworkNamespace> found = now.namespace(name);
      if (found.isPresent() && before.namespace(name).isEmpty()) {
        shown.add(name);
        for (Device device : found.get().devices().values()) {
          if (device.link() instanceof Link.Veth veth) {
            shown.add(veth.peer().namespace());
          }
        }
      }
    }
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    Topologies made = new Topologies(place, words);
    List<NetworkNamespace> all =
        shown.stream().map(now::namespace).flatMap(Optional::stream).toList();
    return Optional.of(
        new ExtraView(
            all.stream().map(made::machine).flatMap(Optional::stream).toList(),
            all.stream().map(made::namespace).toList()));
  }

  private Optional<Machine> machine(NetworkNamespace namespace) {
    String id = namespace.name();
    return switch (kinds.kind(id)) {
      case HOST -> {
        Node node = nodes.get(id);
        String kind = node == null ? "host" : "node";
        yield Optional.of(new Machine(id, kind, id, node == null || node.ready()));
      }
      case ROUTER -> Optional.of(new Machine(id, "router", id, true));
      case OTHER -> Optional.of(new Machine(id, "host", id, true));
      case POD, CONTAINER, SEGMENT -> Optional.empty();
    };
  }

  private Segment segment(NetworkNamespace namespace) {
    List<String> members = new ArrayList<>();
    List<InterfaceAddress> addresses = new ArrayList<>();
    for (Device port : namespace.devices().values()) {
      if (port.link() instanceof Link.Veth veth) {
        DeviceRef peer = veth.peer();
        members.add(peer.namespace() + "/" + peer.device());
        workspace.network().device(peer).ifPresent(nic -> addresses.addAll(nic.addresses()));
      }
    }
    String label =
        addresses.stream()
            .findFirst()
            .map(address -> address.prefix().toString())
            .orElse(namespace.name());
    return new Segment(namespace.name(), label, namespace.name(), members);
  }

  private Namespace namespace(NetworkNamespace namespace) {
    String id = namespace.name();
    List<Pod> here = pods.getOrDefault(id, List.of());
    return new Namespace(
        id,
        kinds.kind(id).text(),
        kinds.machine(id).orElse(null),
        namespace.infra(),
        workspace.info(id).map(NamespaceInfo::holder).orElse(null),
        here.size() == 1 && kinds.kind(id) == NamespaceKinds.Kind.POD ? here.get(0).name() : id,
        namespace.sysctls().number("net.ipv4.ip_forward", 0) != 0,
        RulesetRows.hooks(namespace.ruleset()),
        devices.views(namespace),
        running(namespace, here),
        workspace.info(id).isPresent() ? List.of() : listeners(namespace),
        problems(id, here));
  }

  private static List<PortView> listeners(NetworkNamespace namespace) {
    return namespace.sockets().listening().stream()
        .map(socket -> new PortView(socket.name(), socket.port(), socket.protocol().name(), null))
        .toList();
  }

  private List<PodView> running(NetworkNamespace namespace, List<Pod> here) {
    List<PodView> all =
        new ArrayList<>(here.stream().map(pod -> Pods.view(pod, namespace)).toList());
    all.addAll(new DockerContainers(workspace).in(namespace));
    return all;
  }

  private List<ProblemView> problems(String id, List<Pod> here) {
    List<Place> places = new ArrayList<>(here.stream().map(Pod::place).toList());
    hosts.stream().filter(host -> host.name().equals(id)).map(Host::place).forEach(places::add);
    Node node = nodes.get(id);
    if (node != null) {
      places.add(node.place());
    }
    return workspace.problems().stream()
        .filter(problem -> places.stream().anyMatch(place -> isAt(problem, place)))
        .map(problem -> ClusterViews.problem(problem, words))
        .toList();
  }

  private static boolean isAt(Problem problem, Place object) {
    Place place = problem.place();
    return object.document() > 0
        && place.document() == object.document()
        && place.file().equals(object.file())
        && place.path().startsWith(object.path());
  }
}
