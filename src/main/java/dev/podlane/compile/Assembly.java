package dev.podlane.compile;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.docker.Engine;
import dev.podlane.cluster.docker.Host;
import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.policy.verdict.LazyPolicies;
import dev.podlane.compile.cni.Segment;
import dev.podlane.compile.docker.Machine;
import dev.podlane.compile.docker.Note;
import dev.podlane.compile.proxy.NodeProxies;
import dev.podlane.compile.wire.Identities;
import dev.podlane.compile.wire.Wire;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a network together: the gateway, the segments and the machines without Kubernetes at once,
 * since there are few of them; nodes and pods are planned, and built on first access.
 */
final class Assembly {
  /** The name by which hosts refer to the node network. */
  private static final String NODE_SEGMENT = "lan";

  private static final int MTU = 1500;

  private final Cluster cluster;
  private final Set<String> machines = new HashSet<>();
  private final ClusterPlan plan;
  private final Identities identities;
  private final Map<String, Segment> segments = new LinkedHashMap<>();
  private final Map<String, NamespaceInfo> infos = new LinkedHashMap<>();
  private final Map<String, NetworkNamespace> made = new LinkedHashMap<>();
  private final Map<String, HostBuild> hosts = new LinkedHashMap<>();
  private final List<ContainerInfo> containers = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final LazyPolicies policies;
  private @Nullable GatewayBuild gateway;

  Assembly(Cluster cluster) {
    this.cluster = cluster;
    cluster.nodes().forEach(node -> machines.add(node.name()));
    cluster.hosts().forEach(host -> machines.add(host.name()));
    this.plan = ClusterPlan.of(cluster);
    this.policies = new LazyPolicies(cluster);
    int wires = plan.size();
    List<String> devices = plan.podNetwork().devices();
    int kinds = devices.size();
    this.identities =
        Identities.of(
            wires + plan.nodes().size() * kinds,
            number -> {
              int device = number - wires;
              return device < 0
                  ? plan.wire(number)
                  : plan.nodes().get(device / kinds).node().name()
                      + "/"
                      + devices.get(device % kinds);
            });
  }

  /** The nodes and pods, with the gateway and the segment between them. */
  PlannedNodes planned() {
    Map<String, Wire> nics = new LinkedHashMap<>();
    if (!cluster.nodes().isEmpty() || cluster.network().isWritten()) {
      kubernetes(nics);
    }
    return new PlannedNodes(
        plan, NodeProxies.of(cluster), PolicyEngines.of(cluster, policies), identities, nics);
  }

  Compiled build() {
    PlannedNodes planned = planned();
    List<Refusal> first = List.copyOf(refusals);
    for (Host host : cluster.hosts()) {
      host(host);
    }
    Map<String, Segment> byNamespace = new LinkedHashMap<>();
    for (Segment segment : segments.values()) {
      byNamespace.put(segment.name(), segment);
      made.computeIfPresent(segment.name(), (name, bare) -> segment.build());
    }
    Frame frame =
        new Frame(
            made,
            infos,
            heads(),
            byNamespace,
            segments.get(NODE_SEGMENT),
            gateway,
            hosts,
            containers,
            first,
            refusals.subList(first.size(), refusals.size()));
    return Parts.of(cluster, frame, planned).compiled(policies);
  }

  /** Gateway and node segment stand before the nodes, everything else behind the pods. */
  private int heads() {
    return gateway == null ? 0 : 2;
  }

  /** A name itself, or with the first number that no machine has. */
  private String free(String name) {
    String wanted = name;
    for (int next = 1; machines.contains(wanted); next++) {
      wanted = name + "-" + next;
    }
    return wanted;
  }

  /** The segment that machines call by this name; it is made for the object that names it first. */
  private Segment segment(String name, int mtu, @Nullable Prefix block, ObjectRef object) {
    Segment known = segments.get(name);
    if (known != null) {
      return known;
    }
    String namespace = free(name);
    Segment segment =
        new Segment(namespace, mtu, block, identities.claim(namespace + "/" + Segment.BRIDGE));
    segments.put(name, segment);
    add(
        segment.bare(),
        new NamespaceInfo(namespace, NamespaceKind.SEGMENT, null, null, object, List.of()));
    return segment;
  }

  private void add(NetworkNamespace namespace, NamespaceInfo info) {
    made.put(namespace.name(), namespace);
    infos.put(namespace.name(), info);
  }

  private void kubernetes(Map<String, Wire> nics) {
    ClusterNetwork network = cluster.network();
    String router = free("gateway");
    // the router comes before the segment
    made.put(router, NetworkNamespace.created(router, false));
    Segment segment = segment(NODE_SEGMENT, network.mtu(), network.nodeCidr(), network.ref());
    DeviceRef routerNic = new DeviceRef(router, Segment.NIC);
    Wire wire = segment.plug(routerNic, identities.claim(routerNic.toString()), network.gateway());
    for (NodePlan node : plan.nodes()) {
      DeviceRef nic = new DeviceRef(node.node().name(), Segment.NIC);
      long identity = identities.of(nic.toString());
      nics.put(nic.namespace(), segment.plug(nic, identity, node.node().internalIp()));
    }
    GatewayBuild build = new GatewayBuild(router, network, cluster.nodes(), wire);
    gateway = build;
    GatewayBuild.Built built = build.build(false);
    add(
        built.growth().ns(),
        new NamespaceInfo(router, NamespaceKind.ROUTER, router, null, network.ref(), List.of()));
    refusals.addAll(built.refusals());
  }

  private void host(Host host) {
    String name = host.name();
    Engine engine = host.engine();
    boolean isRouter = engine == null && host.forwards();
    NamespaceKind kind = isRouter ? NamespaceKind.ROUTER : NamespaceKind.HOST;
    NamespaceInfo info = new NamespaceInfo(name, kind, name, null, host.ref(), List.of());
    // the host comes before the segments it is the first to name
    add(NetworkNamespace.created(name, false), info);
    Map<String, Wire> nics = new LinkedHashMap<>();
    for (Host.Interface nic : host.interfaces()) {
      DeviceRef ref = new DeviceRef(name, nic.name());
      InterfaceAddress address = nic.address();
      nics.put(
          nic.name(),
          segment(nic.segment(), MTU, null, host.ref())
              .plug(ref, identities.claim(ref.toString()), address == null ? null : address.ip()));
    }
    HostBuild build = new HostBuild(host, nics, identities::claim);
    hosts.put(name, build);
    HostBuild.Built built = build.build(false);
    List<Growth> all = built.growths();
    add(all.get(0).ns(), info);
    for (Growth container : all.subList(1, all.size())) {
      String of = container.ns().name();
      add(
          container.ns(),
          new NamespaceInfo(of, NamespaceKind.CONTAINER, name, null, host.ref(), List.of()));
    }
    refusals.addAll(built.refusals());
    Machine.Built machine = built.machine();
    if (machine != null) {
      machine.containers().forEach(seen -> containers.add(info(host, seen)));
      machine.notes().forEach(note -> refusals.add(refusal(host, note)));
    }
  }

  private static ContainerInfo info(Host host, Machine.Seen seen) {
    return new ContainerInfo(
        host.ref(),
        seen.container().name(),
        seen.container().image(),
        seen.namespace(),
        seen.published(),
        seen.relays());
  }

  private static Refusal refusal(Host host, Note note) {
    Refusal.Kind kind = Refusal.Kind.of(note.code());
    return new Refusal(kind, host.ref(), note.item(), note.args());
  }
}
