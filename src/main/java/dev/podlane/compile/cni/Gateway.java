package dev.podlane.compile.cni;

import dev.podlane.cluster.ClusterNetwork;
import dev.podlane.cluster.GatewayRoute;
import dev.podlane.cluster.Node;
import dev.podlane.cluster.ObjectRef;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
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
 * @param blocks the node whose block a route leads to, for routes nobody wrote
 * @param problems routes the kernel refused
 */
public record Gateway(
    NetworkNamespace namespace, Map<Prefix, ObjectRef> blocks, List<Problem> problems) {
  /** Copies what it is given. */
  public Gateway {
    blocks = Collections.unmodifiableMap(new LinkedHashMap<>(blocks));
    problems = List.copyOf(problems);
  }

  /** A router with nothing but lo that forwards. */
  public static NetworkNamespace router(String name) {
    NetworkNamespace router = Addressing.up(NetworkNamespace.created(name, false), "lo");
    return router.withSysctls(router.sysctls().with("net.ipv4.ip_forward", "1"));
  }

  /**
   * Sets the routes of a router that has its NIC: those that are written, or one to each node's
   * block. What the kernel refuses becomes a problem where it was written.
   */
  public static Gateway routed(NetworkNamespace router, ClusterNetwork network, List<Node> nodes) {
    Draft draft = new Draft(router);
    List<GatewayRoute> written = network.gatewayRoutes();
    if (written == null) {
      nodes.forEach(draft::toBlock);
    } else {
      written.forEach(draft::asWritten);
    }
    return new Gateway(draft.namespace, draft.blocks, draft.problems);
  }

  /** The router while routes are added to it. */
  private static final class Draft {
    private NetworkNamespace namespace;
    private final Map<Prefix, ObjectRef> blocks = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    Draft(NetworkNamespace namespace) {
      this.namespace = namespace;
    }

    private void toBlock(Node node) {
      Prefix block = node.podCidr();
      Ip via = node.internalIp();
      if (block != null && via != null) {
        if (add(Route.unicast(block, via, null, null, 0), node.place())) {
          blocks.put(block, node.ref());
        }
      }
    }

    private void asWritten(GatewayRoute route) {
      RouteType type = RouteType.valueOf(route.type().name());
      add(
          type == RouteType.UNICAST
              ? Route.unicast(route.destination(), route.via(), null, null, route.metric())
              : Route.refusing(type, route.destination(), route.metric()),
          route.place());
    }

    private boolean add(Route route, Place place) {
      try {
        namespace = RouteEdits.add(namespace, route);
        return true;
      } catch (NetlinkException refused) {
        String via = route.via() == null ? "-" : route.via().toString();
        problems.add(
            Problem.error(
                place,
                "compile.gateway-route",
                route.destination().toString(),
                via,
                String.valueOf(refused.getMessage())));
        return false;
      }
    }
  }
}
