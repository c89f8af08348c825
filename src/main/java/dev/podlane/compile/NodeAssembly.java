package dev.podlane.compile;

import dev.podlane.cluster.ClusterNetwork;
import dev.podlane.cluster.Node;
import dev.podlane.cluster.ObjectRef;
import dev.podlane.cluster.Pod;
import dev.podlane.compile.cni.NodeBridge;
import dev.podlane.compile.cni.Portmap;
import dev.podlane.compile.docker.Machine;
import dev.podlane.compile.kubelet.ContainerSockets;
import dev.podlane.compile.kubelet.NodeHost;
import dev.podlane.compile.kubelet.Sandbox;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.ns.BindFailure;
import dev.podlane.net.ns.ElementIds;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetlinkException;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RouteEdits;
import dev.podlane.net.route.Route;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts one node and its pods together. */
final class NodeAssembly {
  private final Assembly whole;
  private final KubernetesAssembly cluster;
  private final Node node;
  private final List<Pod> pods;

  NodeAssembly(Assembly whole, KubernetesAssembly cluster, Node node, List<Pod> pods) {
    this.whole = whole;
    this.cluster = cluster;
    this.node = node;
    this.pods = pods;
  }

  /** Adds the node, then its pods. */
  void add() {
    int number = whole.nextNumber();
    List<Pod> onHost = pods.stream().filter(Pod::hostNetwork).toList();
    List<ObjectRef> hosted = onHost.stream().map(Pod::ref).toList();
    NetworkNamespace host = cluster.segment().plug(NodeHost.booted(node.name()), number, address());
    host = started(withDefaultRoute(host), onHost);
    // The node comes before its pods; it is replaced once its ports are known.
    String name = node.name();
    NamespaceInfo info =
        new NamespaceInfo(name, NamespaceKind.HOST, name, null, node.ref(), hosted);
    whole.add(host, info);
    NodeBridge bridge = bridge(host, number);
    for (Pod pod : pods) {
      if (!pod.hostNetwork()) {
        sandbox(pod, bridge);
      }
    }
    whole.add(bridge == null ? host : mapped(bridge.build()), info);
  }

  /** Docker's own bridge has no portmap plugin. */
  private NetworkNamespace mapped(NetworkNamespace host) {
    Prefix block = node.podCidr();
    return block == null || cluster.network().podNetwork() == ClusterNetwork.PodNetworkKind.DOCKER0
        ? host
        : Portmap.mapped(host, NodeBridge.NAME, block, pods);
  }

  private @Nullable InterfaceAddress address() {
    Ip ip = node.internalIp();
    return ip == null ? null : cluster.onSegment(ip);
  }

  private NetworkNamespace withDefaultRoute(NetworkNamespace host) {
    // where the wire has every address, its connected route is the default route
    if (node.internalIp() == null || cluster.network().nodeCidr().length() == 0) {
      return host;
    }
    Ip gateway = cluster.network().gateway();
    try {
      NetworkNamespace now =
          RouteEdits.add(host, Route.unicast(Prefix.DEFAULT_V4, gateway, null, null, 0));
      for (Route row : now.routes().main().rows()) {
        if (row.destination().length() == 0) {
          String id = ElementIds.route(node.name(), "main", row);
          whole.from(node.name(), id, cluster.network().ref());
        }
      }
      return now;
    } catch (NetlinkException refused) {
      whole.refuse(
          Refusal.Kind.NODE_ROUTE, node.ref(), node.name(), gateway.toString(), said(refused));
      return host;
    }
  }

  private static String said(NetlinkException refused) {
    return String.valueOf(refused.getMessage());
  }

  private @Nullable NodeBridge bridge(NetworkNamespace host, int number) {
    Prefix block = node.podCidr();
    if (block == null) {
      return null;
    }
    if (block.length() > NodeBridge.LONGEST_BLOCK || !block.network().isV4()) {
      whole.refuse(Refusal.Kind.BLOCK, node.ref(), node.name(), block.toString());
      return null;
    }
    int mtu = cluster.network().mtu();
    if (cluster.network().podNetwork() == ClusterNetwork.PodNetworkKind.DOCKER0) {
      NetworkNamespace ruled = host.withRuleset(Machine.rules(block));
      return new NodeBridge(ruled, number, Machine.DOCKER0, block, mtu);
    }
    return new NodeBridge(host, number, NodeBridge.NAME, block, mtu);
  }

  private void sandbox(Pod pod, @Nullable NodeBridge bridge) {
    Ip address = pod.podIp();
    String name = pod.ref().path();
    if (address == null || whole.has(name)) {
      return;
    }
    if (bridge == null || !bridge.fits(address)) {
      whole.refuse(Refusal.Kind.NO_BRIDGE, pod.ref(), name, address.toString(), node.name());
      return;
    }
    String wire = pod.sandbox() == 0 ? name : name + "#" + pod.sandbox();
    NodeBridge.Attached attached =
        bridge.attach(Sandbox.created(name), wire, whole.nextNumber(), address);
    String refusal = attached.refusal();
    if (refusal != null) {
      String gateway = bridge.gateway().toString();
      whole.refuse(Refusal.Kind.POD_ROUTE, pod.ref(), name, gateway, refusal);
    }
    whole.from(node.name(), ElementIds.device(node.name(), attached.port()), pod.ref());
    List<ObjectRef> itself = List.of(pod.ref());
    whole.add(
        started(attached.namespace(), List.of(pod)),
        new NamespaceInfo(name, NamespaceKind.POD, node.name(), Sandbox.HOLDER, pod.ref(), itself));
  }

  private NetworkNamespace started(NetworkNamespace namespace, List<Pod> containersOf) {
    ContainerSockets.Started started = ContainerSockets.start(namespace, containersOf);
    NetworkNamespace now = started.namespace();
    Map<Listener, Pod> wanted = started.wanted();
    for (Listener listener : now.sockets().listening()) {
      Pod pod = wanted.get(listener);
      if (pod != null && pod.hostNetwork()) {
        whole.from(now.name(), ElementIds.listener(now.name(), listener), pod.ref());
      }
    }
    for (BindFailure failure : now.sockets().failed()) {
      Pod pod = wanted.get(failure.wanted());
      // Two containers of one pod are told where their ports are read.
      if (pod != null && pod.hostNetwork()) {
        clash(now, failure.wanted(), pod);
      }
    }
    return now;
  }

  private void clash(NetworkNamespace namespace, Listener wanted, Pod pod) {
    String holder =
        namespace
            .sockets()
            .find(wanted.protocol(), wanted.address(), wanted.port())
            .map(Listener::name)
            .orElse("-");
    String protocol = wanted.protocol().name();
    whole.refuse(
        Refusal.Kind.PORT_TAKEN, pod.ref(), wanted.name(), protocol, "" + wanted.port(), holder);
  }
}
