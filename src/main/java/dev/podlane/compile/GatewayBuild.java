package dev.podlane.compile;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.compile.cni.Gateway;
import dev.podlane.compile.cni.Segment;
import dev.podlane.compile.wire.Wire;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.ElementIds;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the namespace of the router of the node network. */
final class GatewayBuild {
  private final String name;
  private final ClusterNetwork network;
  private final List<Node> nodes;
  private final Wire nic;

  /**
   * The router as it was made.
   *
   * @param growth with its routes
   * @param refusals routes that the kernel refuses
   */
  record Built(Growth growth, List<Refusal> refusals) {
    Built {
      refusals = List.copyOf(refusals);
    }
  }

  GatewayBuild(String name, ClusterNetwork network, List<Node> nodes, Wire nic) {
    this.name = name;
    this.network = network;
    this.nodes = nodes;
    this.nic = nic;
  }

  /**
   * The router with its routes.
   *
   * @param told true to record the origins of its elements
   */
  Built build(boolean told) {
    ObjectRef ref = network.ref();
    Growth growth = Growth.of(Gateway.router(name), ref, told);
    growth.now(growth.ns().with(nic.innerEnd(2)), ref, "", Reason.NIC);
    InterfaceAddress address = new InterfaceAddress(network.gateway(), network.nodeCidr().length());
    NetworkNamespace plugged = Addressing.add(growth.ns(), Segment.NIC, address);
    growth.now(plugged, ref, "spec.nodeNetwork.gateway", Reason.ADDRESS);
    Gateway gateway = Gateway.routed(plugged, network, nodes);
    Origin written = new Origin(ref, "spec.gatewayRoutes", Reason.WRITTEN_ROUTE);
    Map<String, Origin> blocks = told ? blocks(gateway) : Map.of();
    growth.now(gateway.namespace(), element -> blocks.getOrDefault(element.id(), written));
    return new Built(growth, gateway.refused().stream().map(GatewayBuild::refusal).toList());
  }

  private Map<String, Origin> blocks(Gateway gateway) {
    Map<Prefix, ObjectRef> owners = gateway.blocks();
    Map<String, Origin> found = new HashMap<>();
    for (Route row : gateway.namespace().routes().main().rows()) {
      ObjectRef node = owners.get(row.destination());
      if (node != null) {
        Origin origin = new Origin(node, "spec.podCIDR", Reason.BLOCK_ROUTE);
        found.put(ElementIds.route(name, "main", row), origin);
      }
    }
    return found;
  }

  private static Refusal refusal(Gateway.Refused refused) {
    Route route = refused.route();
    String via = route.via() == null ? "-" : route.via().toString();
    List<String> args = List.of(route.destination().toString(), via, refused.why());
    return new Refusal(Refusal.Kind.GATEWAY_ROUTE, refused.object(), refused.item(), args);
  }
}
