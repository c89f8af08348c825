package dev.podlane.compile.cni;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.GatewayRoute;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.NetlinkException;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RouteEdits;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The router of the node network, which knows which node has which block of pod addresses.
 *
 * @param namespace the router with its routes
 * @param blocks the node whose block a route leads to, for routes that are not written
 * @param refused routes the kernel does not take
 */
public record Gateway(
    NetworkNamespace namespace, Map<Prefix, ObjectRef> blocks, List<Refused> refused) {
  /** Copies its collections. */
  public Gateway {
    blocks = Collections.unmodifiableMap(new LinkedHashMap<>(blocks));
    refused = List.copyOf(refused);
  }

  /**
   * A route the kernel does not take.
   *
   * @param object the object it comes from
   * @param item number of the route in the object, from 0; -1 for a route that is not written
   * @param route the route
   * @param why error message of the kernel
   */
  public record Refused(ObjectRef object, int item, Route route, String why) {}

  /** A router with nothing but lo that forwards. */
  public static NetworkNamespace router(String name) {
    NetworkNamespace router = Addressing.up(NetworkNamespace.created(name, false), "lo");
    return router.withSysctls(router.sysctls().with("net.ipv4.ip_forward", "1"));
  }

  /**
   * Sets the routes of a router that has its NIC: those that are written, or one to each node's
   * block. Routes that the kernel refuses are left out and reported.
   */
  public static Gateway routed(NetworkNamespace router, ClusterNetwork network, List<Node> nodes) {
    Draft draft = new Draft(router);
    List<GatewayRoute> written = network.gatewayRoutes();
    if (written == null) {
      nodes.forEach(draft::toBlock);
    } else {
      for (int item = 0; item < written.size(); item++) {
        draft.add(asWritten(written.get(item)), network.ref(), item);
      }
    }
    return new Gateway(draft.namespace, draft.blocks, draft.refused);
  }

  /** Returns a route as it is given to the kernel. */
  public static Route asWritten(GatewayRoute route) {
    RouteType type = RouteType.valueOf(route.type().name());
    return type == RouteType.UNICAST
        ? Route.unicast(route.destination(), route.via(), null, null, route.metric())
        : Route.refusing(type, route.destination(), route.metric());
  }

  /** The router while routes are added to it. */
  private static final class Draft {
    private NetworkNamespace namespace;
    private final Map<Prefix, ObjectRef> blocks = new LinkedHashMap<>();
    private final List<Refused> refused = new ArrayList<>();

    Draft(NetworkNamespace namespace) {
      this.namespace = namespace;
    }

    private void toBlock(Node node) {
      Prefix block = node.podCidr();
      Ip via = node.internalIp();
      if (block != null && via != null) {
        if (add(Route.unicast(block, via, null, null, 0), node.ref(), -1)) {
          blocks.put(block, node.ref());
        }
      }
    }

    private boolean add(Route route, ObjectRef object, int item) {
      try {
        namespace = RouteEdits.add(namespace, route);
        return true;
      } catch (NetlinkException no) {
        refused.add(new Refused(object, item, route, String.valueOf(no.getMessage())));
        return false;
      }
    }
  }
}
