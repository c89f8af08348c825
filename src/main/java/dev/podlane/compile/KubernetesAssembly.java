package dev.podlane.compile;

import dev.podlane.cluster.ClusterNetwork;
import dev.podlane.cluster.Node;
import dev.podlane.cluster.ObjectRef;
import dev.podlane.cluster.Pod;
import dev.podlane.compile.cni.Gateway;
import dev.podlane.compile.cni.Segment;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.ns.ElementIds;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.Route;
import java.util.List;
import java.util.Map;

/** Puts the node network of a cluster together: the router, the segment, the nodes. */
final class KubernetesAssembly {
  /** What hosts call the node network to be plugged into it. */
  static final String SEGMENT = "lan";

  private final Assembly whole;
  private final ClusterNetwork network;
  private final String gatewayName;
  private final Segment segment;
  private final NetworkNamespace router;

  KubernetesAssembly(Assembly whole, ClusterNetwork network) {
    this.whole = whole;
    this.network = network;
    this.gatewayName = whole.free("gateway");
    ObjectRef ref = network.ref();
    int routerNumber = whole.nextNumber();
    NetworkNamespace bare = Gateway.router(gatewayName);
    NamespaceInfo info =
        new NamespaceInfo(gatewayName, NamespaceKind.ROUTER, gatewayName, null, ref, List.of());
    // The router comes before the segment; it is replaced once it is plugged in.
    whole.add(bare, info);
    this.segment = whole.segment(SEGMENT, network.mtu(), ref);
    this.router = segment.plug(bare, routerNumber, onSegment(network.gateway()));
  }

  /** Adds a node and the pods on it that have a network. */
  void node(Node node, List<Pod> pods) {
    new NodeAssembly(whole, this, node, pods).add();
  }

  ClusterNetwork network() {
    return network;
  }

  Segment segment() {
    return segment;
  }

  /** An address of the node network. */
  InterfaceAddress onSegment(Ip address) {
    return new InterfaceAddress(address, network.nodeCidr().length());
  }

  /** Sets the router's routes, once all nodes are there. */
  void route(List<Node> nodes) {
    Gateway gateway = Gateway.routed(router, network, nodes);
    whole.refuseFirst(gateway.refused().stream().map(KubernetesAssembly::refusal).toList());
    whole.replace(gateway.namespace());
    Map<Prefix, ObjectRef> blocks = gateway.blocks();
    for (Route row : gateway.namespace().routes().main().rows()) {
      ObjectRef node = blocks.get(row.destination());
      if (node != null && !row.protocol().equals("kernel")) {
        whole.from(gatewayName, ElementIds.route(gatewayName, "main", row), node);
      }
    }
  }

  private static Refusal refusal(Gateway.Refused refused) {
    Route route = refused.route();
    String via = route.via() == null ? "-" : route.via().toString();
    List<String> args = List.of(route.destination().toString(), via, refused.why());
    return new Refusal(Refusal.Kind.GATEWAY_ROUTE, refused.object(), refused.item(), args);
  }
}
