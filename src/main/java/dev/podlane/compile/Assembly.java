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
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.ns.ElementIds;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the namespaces of a cluster together, each written down once it is finished. */
final class Assembly {
  private final ClusterNetwork network;
  private final String gatewayName;
  private final String segmentName;
  private final Segment segment;
  private final NetworkNamespace router;
  private final Map<String, NetworkNamespace> namespaces = new LinkedHashMap<>();
  private final Map<String, NamespaceInfo> infos = new LinkedHashMap<>();
  private final Map<String, Map<String, ObjectRef>> others = new HashMap<>();
  private final Map<String, ObjectRef> stations = new HashMap<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private int numbers;

  Assembly(ClusterNetwork network, String gatewayName, String segmentName) {
    this.network = network;
    this.gatewayName = gatewayName;
    this.segmentName = segmentName;
    int routerNumber = nextNumber();
    this.segment = new Segment(segmentName, network.mtu(), nextNumber());
    this.router = segment.plug(Gateway.router(gatewayName), routerNumber, onSegment(network.gateway()));
    stations.put(gatewayName, network.ref());
    ObjectRef ref = network.ref();
    add(
        router,
        new NamespaceInfo(gatewayName, NamespaceKind.ROUTER, gatewayName, null, ref, List.of()));
    NetworkNamespace bare = segment.build();
    add(bare, new NamespaceInfo(segmentName, NamespaceKind.SEGMENT, null, null, ref, List.of()));
  }

  /** Adds a node and the pods on it that have a network. */
  void node(Node node, List<Pod> pods) {
    stations.put(node.name(), node.ref());
    new NodeAssembly(this, node, pods).add();
  }

  /** An address of the node network. */
  InterfaceAddress onSegment(Ip address) {
    return new InterfaceAddress(address, network.nodeCidr().length());
  }

  ClusterNetwork network() {
    return network;
  }

  Segment segment() {
    return segment;
  }

  int nextNumber() {
    return ++numbers;
  }

  void add(NetworkNamespace namespace, NamespaceInfo info) {
    namespaces.put(namespace.name(), namespace);
    infos.put(namespace.name(), info);
  }

  boolean has(String namespace) {
    return namespaces.containsKey(namespace);
  }

  /** Notes that an element comes from another object than its namespace does. */
  void from(String namespace, String elementId, ObjectRef object) {
    others.computeIfAbsent(namespace, any -> new HashMap<>()).put(elementId, object);
  }

  void refuse(Refusal.Kind kind, ObjectRef object, String... args) {
    refusals.add(Refusal.of(kind, object, args));
  }

  Compiled build(List<Node> nodes) {
    Gateway gateway = Gateway.routed(router, network, nodes);
    refusals.addAll(0, gateway.refused().stream().map(Assembly::refusal).toList());
    namespaces.put(gatewayName, gateway.namespace());
    namespaces.put(segmentName, segment.build());
    blockRoutes(gateway);
    List<DeviceRef> members = new ArrayList<>();
    segment
        .stations()
        .forEach(
            (port, station) -> {
              members.add(station);
              ObjectRef object = stations.getOrDefault(station.namespace(), network.ref());
              from(segmentName, ElementIds.device(segmentName, port), object);
            });
    Network whole = new Network(namespaces);
    Structure structure =
        new Structure(infos, new Structure.Segment(segmentName, network.nodeCidr(), members));
    return new Compiled(whole, structure, new Provenance(whole, structure, others), refusals);
  }

  private static Refusal refusal(Gateway.Refused refused) {
    Route route = refused.route();
    String via = route.via() == null ? "-" : route.via().toString();
    List<String> args = List.of(route.destination().toString(), via, refused.why());
    return new Refusal(Refusal.Kind.GATEWAY_ROUTE, refused.object(), refused.item(), args);
  }

  private void blockRoutes(Gateway gateway) {
    Map<Prefix, ObjectRef> blocks = gateway.blocks();
    for (Route row : gateway.namespace().routes().main().rows()) {
      ObjectRef node = blocks.get(row.destination());
      if (node != null && !row.protocol().equals("kernel")) {
        from(gatewayName, ElementIds.route(gatewayName, "main", row), node);
      }
    }
  }
}
