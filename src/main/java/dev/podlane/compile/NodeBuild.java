package dev.podlane.compile;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.compile.cni.PodLink;
import dev.podlane.compile.cni.PodNetwork;
import dev.podlane.compile.cni.Segment;
import dev.podlane.compile.cni.Site;
import dev.podlane.compile.kubelet.ContainerSockets;
import dev.podlane.compile.kubelet.NodeHost;
import dev.podlane.compile.kubelet.Sandbox;
import dev.podlane.compile.policy.KubeNetworkPolicies;
import dev.podlane.compile.proxy.NodeProxies;
import dev.podlane.compile.proxy.Why;
import dev.podlane.compile.wire.Wire;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.BindFailure;
import dev.podlane.net.ns.ElementIds;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetlinkException;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RouteEdits;
import dev.podlane.net.route.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Makes the namespace of one node, or of one pod on it. */
final class NodeBuild {
  private final NodePlan plan;
  private final ClusterNetwork network;
  private final PodNetwork podNetwork;
  private final NodeProxies proxies;
  private final @Nullable KubeNetworkPolicies policies;
  private final Wires wires;
  private final boolean told;
  private final List<Refusal> refusals = new ArrayList<>();

  /**
   * The wires of the node.
   *
   * @param nic to the segment
   * @param ports of its pods, in their order; asked for only where they are needed
   * @param identities of its bridge and its pods' wires, by their names
   */
  record Wires(Wire nic, Supplier<List<NodePlan.Port>> ports, ToLongFunction<String> identities) {}

  /**
   * A build of the planned namespaces.
   *
   * @param told true to record the origins of the elements
   */
  NodeBuild(
      NodePlan plan,
      ClusterNetwork network,
      PodNetwork podNetwork,
      NodeProxies proxies,
      @Nullable KubeNetworkPolicies policies,
      Wires wires,
      boolean told) {
    this.plan = plan;
    this.network = network;
    this.podNetwork = podNetwork;
    this.proxies = proxies;
    this.policies = policies;
    this.wires = wires;
    this.told = told;
  }

  /** Returns the refusals of the kernel so far. */
  List<Refusal> refusals() {
    return refusals;
  }

  /** The node with a port for each of its pods. */
  Growth node() {
    Node node = plan.node();
    Growth host = Growth.of(NodeHost.booted(node.name()), node.ref(), told);
    Device nic = wires.nic().innerEnd(host.ns().devices().size() + 1);
    host.now(host.ns().with(nic), node.ref(), "", Reason.NIC);
    Ip ip = node.internalIp();
    if (ip != null) {
      InterfaceAddress address = new InterfaceAddress(ip, network.nodeCidr().length());
      NetworkNamespace addressed = Addressing.add(host.ns(), Segment.NIC, address);
      host.now(addressed, node.ref(), "status.addresses", Reason.ADDRESS);
    }
    defaultRoute(host);
    start(host, plan.onHost());
    PodLink link = plan.link();
    Plugging plugging = link == null ? null : new Plugging(host, network, site(link));
    if (plugging != null) {
      podNetwork.devices(plugging.site(), plugging);
      plug(host, plugging.site());
      podNetwork.plugged(plugging.site(), plugging);
    }
    if (proxies.isThere()) {
      proxied(host);
    }
    if (plugging != null) {
      podNetwork.rules(plugging.site(), plugging);
    }
    if (policies != null) {
      NetworkNamespace policed = policies.on(host.ns(), plan.all());
      host.now(policed, node.ref(), "", Reason.POLICY_QUEUE);
    }
    WrittenSettings.on(host, network);
    return host;
  }

  private void proxied(Growth host) {
    Node node = plan.node();
    Origin itself = new Origin(node.ref(), "", Reason.SERVICE_RULES);
    host.written(
        proxies.on(host.ns(), node),
        chains -> {
          RuleSources<NodeProxies.Source> sources =
              new RuleSources<>(() -> proxies.sources(node, chains));
          return element -> {
            NodeProxies.Source source = sources.of(element);
            return source == null
                ? itself
                : new Origin(source.object(), source.path(), reason(source.why()));
          };
        });
  }

  private static Reason reason(Why why) {
    return switch (why) {
      case SERVICE -> Reason.SERVICE_RULES;
      case NO_ENDPOINTS -> Reason.NO_ENDPOINTS;
      case NO_LOCAL_ENDPOINTS -> Reason.NO_LOCAL_ENDPOINTS;
      case SOURCE_RANGES -> Reason.SOURCE_RANGES;
    };
  }

  private void defaultRoute(Growth host) {
    // where the wire has every address, its connected route is the default route
    if (plan.node().internalIp() == null || network.nodeCidr().length() == 0) {
      return;
    }
    Ip gateway = network.gateway();
    try {
      Route route = Route.unicast(Prefix.DEFAULT_V4, gateway, null, null, 0);
      host.now(
          RouteEdits.add(host.ns(), route),
          network.ref(),
          "spec.nodeNetwork.gateway",
          Reason.NODE_DEFAULT_ROUTE);
    } catch (NetlinkException refused) {
      Node node = plan.node();
      refuse(Refusal.Kind.NODE_ROUTE, node.ref(), node.name(), "" + gateway, said(refused));
    }
  }

  private Site site(PodLink link) {
    List<NodePlan.Port> ports = wires.ports().get();
    List<Site.Port> plugged = new ArrayList<>(ports.size());
    for (int i = 0; i < ports.size(); i++) {
      Pod pod = plan.pods().get(i);
      plugged.add(new Site.Port(pod, Objects.requireNonNull(pod.podIp()), ports.get(i).name()));
    }
    return new Site(plan.node(), link, plan.all(), plugged, wires.identities());
  }

  /** Gives the node its ends of the pods' wires. */
  private void plug(Growth host, Site site) {
    List<NodePlan.Port> ports = wires.ports().get();
    List<Device> ends = new ArrayList<>(ports.size());
    Map<String, Origin> origins = new HashMap<>();
    for (int i = 0; i < ports.size(); i++) {
      Pod pod = plan.pods().get(i);
      NodePlan.Port port = ports.get(i);
      ends.add(site.link().outerEnd(wire(pod, port), port.index()));
      origins.put(port.name(), new Origin(pod.ref(), "", Reason.POD_WIRE));
    }
    Origin unknown = new Origin(plan.node().ref(), "", Reason.POD_WIRE);
    host.now(host.ns().withAll(ends), element -> origins.getOrDefault(element.device(), unknown));
  }

  private Wire wire(Pod pod, NodePlan.Port port) {
    PodLink link = Objects.requireNonNull(plan.link());
    String path = pod.ref().path();
    return new Wire(
        new DeviceRef(plan.node().name(), port.name()),
        new DeviceRef(path, PodLink.POD_DEVICE),
        wires.identities().applyAsLong(NodePlan.wire(pod)),
        link.mtu());
  }

  /** A pod's namespace, by its number among those of the node. */
  Growth pod(int number) {
    NodePlan.Port port = wires.ports().get().get(number);
    Pod pod = plan.pods().get(number);
    PodLink link = Objects.requireNonNull(plan.link());
    Ip address = Objects.requireNonNull(pod.podIp());
    String name = pod.ref().path();
    Growth growth = Growth.of(Sandbox.created(name), pod.ref(), told);
    Wire wire = wire(pod, port);
    growth.now(growth.ns().with(wire.innerEnd(2)), pod.ref(), "", Reason.POD_WIRE);
    growth.now(
        Addressing.add(growth.ns(), PodLink.POD_DEVICE, link.address(address)),
        pod.ref(),
        "status.podIP",
        Reason.ADDRESS);
    try {
      NetworkNamespace routed = link.routed(growth.ns(), address, wire);
      growth.now(routed, pod.ref(), "", Reason.POD_DEFAULT_ROUTE);
    } catch (NetlinkException refused) {
      refuse(Refusal.Kind.POD_ROUTE, pod.ref(), name, "" + link.gateway(), said(refused));
    }
    start(growth, List.of(pod));
    return growth;
  }

  private static String said(NetlinkException refused) {
    return String.valueOf(refused.getMessage());
  }

  private void start(Growth growth, List<Pod> containersOf) {
    ContainerSockets.Started started = ContainerSockets.start(growth.ns(), containersOf);
    Map<Listener, Pod> wanted = started.wanted();
    Map<String, Origin> origins = new LinkedHashMap<>();
    NetworkNamespace now = started.namespace();
    for (Listener listener : now.sockets().listening()) {
      Pod pod = wanted.get(listener);
      if (pod != null) {
        origins.put(
            ElementIds.listener(now.name(), listener),
            new Origin(pod.ref(), ContainerSockets.path(pod, listener), Reason.CONTAINER_PORT));
      }
    }
    Origin process = new Origin(plan.node().ref(), "", Reason.NODE_PROCESS);
    growth.now(now, element -> origins.getOrDefault(element.id(), process));
    for (BindFailure failure : now.sockets().failed()) {
      Pod pod = wanted.get(failure.wanted());
      // Two containers of one pod are told where their ports are read.
      if (pod != null && pod.hostNetwork()) {
        clash(now, failure.wanted(), pod);
      }
    }
  }

  private void clash(NetworkNamespace namespace, Listener wanted, Pod pod) {
    String holder =
        namespace
            .sockets()
            .find(wanted.protocol(), wanted.address(), wanted.port())
            .map(Listener::name)
            .orElse("-");
    String protocol = wanted.protocol().name();
    refuse(Refusal.Kind.PORT_TAKEN, pod.ref(), wanted.name(), protocol, "" + wanted.port(), holder);
  }

  private void refuse(Refusal.Kind kind, ObjectRef object, String... args) {
    refusals.add(Refusal.of(kind, object, args));
  }
}
