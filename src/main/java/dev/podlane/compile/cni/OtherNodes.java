package dev.podlane.compile.cni;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.ns.ElementIds;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.TableNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The ways of a node to the blocks of others. */
final class OtherNodes {
  private final List<Way> ways;

  /**
   * A block that another node has.
   *
   * @param node that node
   * @param block addresses of its pods
   * @param address the node's own address
   */
  record Way(Node node, Prefix block, Ip address) {}

  OtherNodes(List<Way> ways) {
    this.ways = List.copyOf(ways);
  }

  /** The nodes that have an address and a block with room for pods. */
  static OtherNodes of(List<Node> nodes) {
    List<Way> ways = new ArrayList<>();
    for (Node node : nodes) {
      Prefix block = node.podCidr();
      Ip address = node.internalIp();
      if (block != null && address != null && NodeBridge.isUsable(block)) {
        ways.add(new Way(node, block, address));
      }
    }
    return new OtherNodes(ways);
  }

  /** Those that a node has to reach. */
  List<Way> from(Node node) {
    return ways.stream().filter(way -> !way.node().name().equals(node.name())).toList();
  }

  /**
   * Gives a node a route to each. The plugin tries again later and tells its log where the kernel
   * refuses one: two nodes with one block, or an address outside the node network, which are
   * problems of the cluster already.
   */
  void route(Site site, Setup setup, Function<Way, Route> route) {
    NetworkNamespace now = setup.ns();
    List<Way> others = from(site.node());
    for (Way way : others) {
      now = PodRoutes.tried(now, route.apply(way));
    }
    NetworkNamespace routed = now;
    setup.now(routed, Purpose.BLOCK_ROUTE, () -> owners(routed, others));
  }

  private static Map<String, ObjectRef> owners(NetworkNamespace ns, List<Way> ways) {
    Map<Prefix, ObjectRef> nodes = new HashMap<>();
    ways.forEach(way -> nodes.putIfAbsent(way.block(), way.node().ref()));
    Map<String, ObjectRef> owners = new HashMap<>();
    for (Route row : ns.routes().main().rows()) {
      ObjectRef node = nodes.get(row.destination());
      if (node != null) {
        owners.put(ElementIds.route(ns.name(), TableNames.MAIN, row), node);
      }
    }
    return owners;
  }

  /** A route through the other node itself, on the node network. */
  static Route direct(Way way) {
    return Route.unicast(way.block(), way.address(), null, null, 0);
  }
}
