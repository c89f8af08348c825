package dev.podlane.cluster.ipam;

import dev.podlane.cluster.object.GatewayRoute;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses routes of the gateway that {@code ip route add} would refuse there. */
final class GatewayRoutes {
  private final Diagnostics report;

  GatewayRoutes(Diagnostics report) {
    this.report = report;
  }

  /** The routes that can be set; null stays null. */
  @Nullable List<GatewayRoute> checked(
      @Nullable List<GatewayRoute> routes, Prefix nodeCidr, Ip gateway) {
    if (routes == null) {
      return null;
    }
    List<GatewayRoute> good = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (GatewayRoute route : routes) {
      Ip via = route.via();
      if (via != null && (!nodeCidr.contains(via) || via.equals(gateway))) {
        report.error(route.place(), "route.via-outside", "" + via, "" + nodeCidr);
      } else if (!seen.add(route.destination() + " " + route.metric())) {
        report.error(route.place(), "route.twice", "" + route.destination(), "" + route.metric());
      } else {
        good.add(route);
      }
    }
    return good;
  }
}
