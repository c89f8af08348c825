package dev.podlane.answer.topology;

import dev.podlane.answer.ClusterViews;
import dev.podlane.answer.Localizer;
import dev.podlane.answer.ProblemView;
import dev.podlane.answer.TopologyView.AssumedPod;
import dev.podlane.answer.TopologyView.ExtraView;
import dev.podlane.answer.TopologyView.Machine;
import dev.podlane.answer.TopologyView.MachineSummary;
import dev.podlane.answer.TopologyView.Namespace;
import dev.podlane.answer.TopologyView.NetworkView;
import dev.podlane.answer.TopologyView.PodView;
import dev.podlane.answer.TopologyView.PortView;
import dev.podlane.answer.TopologyView.Segment;
import dev.podlane.answer.TopologyView.SegmentSummary;
import dev.podlane.answer.TopologyView.ServiceView;
import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.docker.Host;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.compile.NamespaceInfo;
import dev.podlane.compile.NamespaceKind;
import dev.podlane.document.Place;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the topology of an opened cluster. */
public final class Topologies {
  private static final Set<NamespaceKind> MACHINES =
      EnumSet.of(NamespaceKind.HOST, NamespaceKind.ROUTER, NamespaceKind.OTHER);

  /** The largest number of problems of one namespace; the cluster's list has all. */
  private static final int MOST_PROBLEMS = 100;

  private final Workspace workspace;
  private final Localizer words;
  private final NamespaceKinds kinds;
  private final Devices devices;
  private final DockerContainers containers;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, Host> hosts = new LinkedHashMap<>();
  private final PlacedProblems problems;

  private Topologies(Workspace workspace, Localizer words) {
    this.workspace = workspace;
    this.words = words;
    this.kinds = new NamespaceKinds(workspace);
    this.devices = new Devices(workspace, kinds);
    this.containers = new DockerContainers(workspace);
    workspace.cluster().map(Cluster::nodes).orElse(List.of()).forEach(n -> nodes.put(n.name(), n));
    workspace.cluster().map(Cluster::hosts).orElse(List.of()).forEach(h -> hosts.put(h.name(), h));
    this.problems = new PlacedProblems(workspace);
  }

  /** Those of an opened cluster, their problems in these words. */
  public static Topologies of(Workspace workspace, Localizer words) {
    return new Topologies(workspace, words);
  }

  /** Names of all network namespaces. */
  public List<String> namespaces() {
    return List.copyOf(workspace.network().namespaces().keySet());
  }

  /** Returns the number of network namespaces. */
  int size() {
    return workspace.network().namespaces().size();
  }

  /** Names of those of a kernel's own. */
  List<String> machines() {
    return machines(workspace.residents().machines());
  }

  private List<String> machines(Collection<String> all) {
    return all.stream().filter(each -> MACHINES.contains(kinds.kind(each))).toList();
  }

  /** Names of those that stand for a wire. */
  List<String> segments() {
    return List.copyOf(workspace.network().infra());
  }

  /** Names of the namespaces on a machine, its own first. */
  List<String> on(String machine) {
    if (workspace.info(machine).isEmpty()) {
      return namespaces().stream()
          .filter(name -> kinds.machine(name).filter(machine::equals).isPresent())
          .toList();
    }
    Set<String> names = new LinkedHashSet<>(List.of(machine));
    workspace.residents().on(machine).forEach(pod -> names.add(pod.ref().path()));
    names.addAll(containers.namespacesOn(machine));
    return names.stream()
        .filter(name -> kinds.machine(name).filter(machine::equals).isPresent())
        .filter(workspace.network()::has)
        .toList();
  }

  /** Those of some names that are there. */
  List<String> existing(Collection<String> names) {
    return names.stream().filter(workspace.network()::has).toList();
  }

  /** The machine on which a namespace is; empty for a wire. */
  Optional<String> machineOf(String namespace) {
    return kinds.machine(namespace);
  }

  /** Returns the summary of a machine. */
  MachineSummary summary(String id) {
    Machine machine = machine(id);
    int pods = workspace.residents().on(id).size() + containers.on(id);
    int found = problems.on(id);
    return new MachineSummary(
        id,
        machine.kind(),
        machine.ready() ? null : false,
        machine.zone(),
        machine.rack(),
        pods == 0 ? null : pods,
        found == 0 ? null : found);
  }

  /** Returns the summary of a segment. */
  SegmentSummary segmentSummary(String id) {
    NetworkNamespace namespace = made(id);
    List<Device> ports =
        namespace.devices().values().stream()
            .filter(device -> device.link() instanceof Link.Veth)
            .toList();
    return new SegmentSummary(id, label(namespace, ports), ports.size());
  }

  /**
   * Returns the namespaces passed by a walk that are not in the topology of the opened cluster,
   * with the namespaces they are attached to, which have more devices; empty if there are none.
   *
   * @param place the cluster as the walk found it
   * @param passed namespaces that it passed
   */
  public static Optional<ExtraView> extra(
      Workspace opened, Workspace place, Collection<String> passed, Localizer words) {
    Network before = opened.network();
    Network now = place.network();
    if (opened == place) {
      return Optional.empty();
    }
    Set<String> shown = new LinkedHashSet<>();
    for (String name : passed) {
      Optional<NetworkNamespace> found = now.namespace(name);
      if (found.isPresent() && !before.has(name)) {
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
    List<String> all = shown.stream().filter(now::has).toList();
    return Optional.of(
        new ExtraView(
            made.machines(all).stream().map(made::machine).toList(),
            all.stream().map(made::namespace).toList()));
  }

  /** The box of one of the {@link #machines()}. */
  Machine machine(String id) {
    Node node = nodes.get(id);
    if (kinds.kind(id) == NamespaceKind.HOST && node != null) {
      return new Machine(
          id, "node", id, node.ready(), NodeLabels.zone(node), NodeLabels.rack(node));
    }
    boolean isRouter = kinds.kind(id) == NamespaceKind.ROUTER;
    return new Machine(id, isRouter ? "router" : "host", id, true, null, null);
  }

  /** The wire of one of the {@link #segments()}. */
  Segment segment(String id) {
    NetworkNamespace namespace = made(id);
    List<Device> ports = new ArrayList<>();
    List<String> members = new ArrayList<>();
    for (Device port : namespace.devices().values()) {
      if (port.link() instanceof Link.Veth veth) {
        ports.add(port);
        members.add(veth.peer().namespace() + "/" + veth.peer().device());
      }
    }
    return new Segment(namespace.name(), label(namespace, ports), namespace.name(), members);
  }

  /** The subnet of the first station that has an address. */
  private String label(NetworkNamespace namespace, List<Device> ports) {
    for (Device port : ports) {
      if (port.link() instanceof Link.Veth veth) {
        Optional<InterfaceAddress> address =
            workspace.network().device(veth.peer()).stream()
                .flatMap(nic -> nic.addresses().stream())
                .findFirst();
        if (address.isPresent()) {
          return address.get().prefix().toString();
        }
      }
    }
    return namespace.name();
  }

  /** One network namespace as it is drawn. */
  public Namespace namespace(String id) {
    NetworkNamespace namespace = made(id);
    List<Pod> here = workspace.residents().in(id);
    return new Namespace(
        id,
        kinds.kind(id).text(),
        kinds.machine(id).orElse(null),
        namespace.infra(),
        workspace.info(id).map(NamespaceInfo::holder).orElse(null),
        here.size() == 1 && kinds.kind(id) == NamespaceKind.POD ? here.get(0).name() : id,
        namespace.sysctls().number("net.ipv4.ip_forward", 0) != 0,
        RulesetRows.hooks(namespace.ruleset()),
        devices.views(namespace),
        running(namespace, here),
        workspace.info(id).isPresent() ? List.of() : listeners(namespace),
        problems(id, here));
  }

  List<ServiceView> services() {
    return ServicePlates.of(workspace.cluster());
  }

  List<String> urls() {
    return ServicePlates.urls(workspace.cluster());
  }

  List<AssumedPod> assumed() {
    return ServicePlates.assumed(workspace.cluster());
  }

  @Nullable NetworkView choice() {
    return ServicePlates.network(workspace.cluster());
  }

  private NetworkNamespace made(String id) {
    return workspace.network().namespace(id).orElseThrow();
  }

  private static List<PortView> listeners(NetworkNamespace namespace) {
    return namespace.sockets().listening().stream()
        .map(socket -> new PortView(socket.name(), socket.port(), socket.protocol().name(), null))
        .toList();
  }

  private List<PodView> running(NetworkNamespace namespace, List<Pod> here) {
    List<PodView> all =
        new ArrayList<>(
            here.stream().map(pod -> Pods.view(pod, namespace, workspace.cluster())).toList());
    all.addAll(containers.in(namespace));
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
        .flatMap(place -> problems.at(place).stream())
        .distinct()
        .limit(MOST_PROBLEMS)
        .map(problem -> ClusterViews.problem(problem, words))
        .toList();
  }
}
