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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the topology of an opened cluster. */
final class Topologies {
  private static final Set<NamespaceKinds.Kind> MACHINES =
      EnumSet.of(NamespaceKinds.Kind.HOST, NamespaceKinds.Kind.ROUTER, NamespaceKinds.Kind.OTHER);

  /** So many problems of one namespace are told; the cluster's list has all. */
  private static final int MOST_PROBLEMS = 100;

  private final Workspace workspace;
  private final Words words;
  private final NamespaceKinds kinds;
  private final Devices devices;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, List<Pod>> pods = new LinkedHashMap<>();
  private final Map<String, Host> hosts = new LinkedHashMap<>();
  private final Map<DocumentPlace, List<Problem>> problems = new HashMap<>();

  /** A document of a file. */
  private record DocumentPlace(String file, int document) {
    static DocumentPlace of(Place place) {
      return new DocumentPlace(place.file(), place.document());
    }
  }

  private Topologies(Workspace workspace, Words words) {
    this.workspace = workspace;
    this.words = words;
    this.kinds = new NamespaceKinds(workspace);
    this.devices = new Devices(workspace, kinds);
    workspace.cluster().map(Cluster::nodes).orElse(List.of()).forEach(n -> nodes.put(n.name(), n));
    workspace.cluster().map(Cluster::pods).orElse(List.of()).forEach(this::addPod);
    workspace.cluster().map(Cluster::hosts).orElse(List.of()).forEach(h -> hosts.put(h.name(), h));
    workspace
        .problems()
        .forEach(
            problem ->
                problems
                    .computeIfAbsent(DocumentPlace.of(problem.place()), any -> new ArrayList<>())
                    .add(problem));
  }

  private void addPod(Pod pod) {
    String node = pod.nodeName();
    if (node != null && !pod.isFinished()) {
      String namespace = pod.hostNetwork() ? node : pod.ref().path();
      pods.computeIfAbsent(namespace, any -> new ArrayList<>()).add(pod);
    }
  }

  /** Those of an opened cluster, their problems in these words. */
  static Topologies of(Workspace workspace, Words words) {
    return new Topologies(workspace, words);
  }

  /** All network namespaces. */
  List<NetworkNamespace> namespaces() {
    return List.copyOf(workspace.network().namespaces().values());
  }

  /** Those of a kernel's own. */
  List<NetworkNamespace> machines() {
    return machines(namespaces());
  }

  private List<NetworkNamespace> machines(List<NetworkNamespace> all) {
    return all.stream().filter(each -> MACHINES.contains(kinds.kind(each.name()))).toList();
  }

  /** Those that stand for a wire. */
  List<NetworkNamespace> segments() {
    return namespaces().stream().filter(NetworkNamespace::infra).toList();
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
            made.machines(all).stream().map(made::machine).toList(),
            all.stream().map(made::namespace).toList()));
  }

  /** The box of one of the {@link #machines()}. */
  Machine machine(NetworkNamespace namespace) {
    String id = namespace.name();
    Node node = nodes.get(id);
    if (kinds.kind(id) == NamespaceKinds.Kind.HOST && node != null) {
      return new Machine(id, "node", id, node.ready());
    }
    boolean isRouter = kinds.kind(id) == NamespaceKinds.Kind.ROUTER;
    return new Machine(id, isRouter ? "router" : "host", id, true);
  }

  /** The wire of one of the {@link #segments()}. */
  Segment segment(NetworkNamespace namespace) {
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

  /** One network namespace as it is drawn. */
  Namespace namespace(NetworkNamespace namespace) {
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
    Host host = hosts.get(id);
    if (host != null) {
      places.add(host.place());
    }
    Node node = nodes.get(id);
    if (node != null) {
      places.add(node.place());
    }
    return places.stream()
        .filter(place -> place.document() > 0)
        .flatMap(
            place ->
                problems.getOrDefault(DocumentPlace.of(place), List.of()).stream()
                    .filter(problem -> problem.place().path().startsWith(place.path())))
        .distinct()
        .limit(MOST_PROBLEMS)
        .map(problem -> ClusterViews.problem(problem, words))
        .toList();
  }
}
