package dev.podlane.compile.cni;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.net.ns.ElementIds;
import dev.podlane.net.ns.NetlinkException;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RouteEdits;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.TableNames;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The ways of a node to its own pods, where each is on a wire of its own. */
final class PodRoutes {
  private PodRoutes() {}

  /**
   * Gives a node a route to each pod. Of two pods with one address the first gets it; the cluster's
   * problems name them.
   *
   * @param before the node so far
   */
  static void add(
      Site site, Setup setup, NetworkNamespace before, Function<Site.Port, Route> route) {
    NetworkNamespace now = before;
    for (Site.Port port : site.ports()) {
      now = tried(now, route.apply(port));
    }
    setup.now(now, Purpose.POD_ROUTE, () -> owners(site, route));
  }

  /** Adds a route, unless the kernel refuses it. */
  static NetworkNamespace tried(NetworkNamespace before, Route route) {
    try {
      return RouteEdits.add(before, route);
    } catch (NetlinkException refused) {
      return before;
    }
  }

  private static Map<String, ObjectRef> owners(Site site, Function<Site.Port, Route> route) {
    Map<String, ObjectRef> owners = new HashMap<>();
    for (Site.Port port : site.ports()) {
      String id = ElementIds.route(site.node().name(), TableNames.MAIN, route.apply(port));
      owners.putIfAbsent(id, port.pod().ref());
    }
    return owners;
  }
}
