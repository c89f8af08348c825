package dev.podlane.net.ns;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteTable;
import dev.podlane.net.route.RouteType;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Changes to the main table, checked as the kernel checks them (fib_create_info). */
public final class RouteEdits {
  private RouteEdits() {}

  /**
   * As {@code ip route add}. A route without a device takes that of the way to its gateway.
   *
   * @param onlink whether to believe that the gateway is on the link
   * @throws NetlinkException if an equal prefix and metric is there, the gateway is not on the
   *     link, or the device is missing or down
   */
  public static NetworkNamespace add(NetworkNamespace ns, Route wanted, boolean onlink) {
    Route route = check(ns, wanted, onlink);
    RouteTable main = ns.routes().main();
    if (main.rows().stream().anyMatch(route::clashesWith)) {
      throw new NetlinkException("RTNETLINK answers: File exists");
    }
    return ns.withRoutes(ns.routes().withMain(main.with(route)));
  }

  /** As {@code ip route replace}: takes the place of a route of equal prefix and metric. */
  public static NetworkNamespace replace(NetworkNamespace ns, Route wanted, boolean onlink) {
    Route route = check(ns, wanted, onlink);
    RouteTable main = ns.routes().main();
    for (Route old : main.rows()) {
      if (old.clashesWith(route)) {
        main = main.without(old);
        break;
      }
    }
    return ns.withRoutes(ns.routes().withMain(main.with(route)));
  }

  /**
   * As {@code ip route del}: removes the first row that fits.
   *
   * @throws NetlinkException if none fits
   */
  public static NetworkNamespace remove(NetworkNamespace ns, Predicate<Route> fits) {
    RouteTable main = ns.routes().main();
    Optional<Route> gone = main.rows().stream().filter(fits).findFirst();
    return gone.map(row -> ns.withRoutes(ns.routes().withMain(main.without(row))))
        .orElseThrow(() -> new NetlinkException("RTNETLINK answers: No such process"));
  }

  private static Route check(NetworkNamespace ns, Route wanted, boolean onlink) {
    if (wanted.type() != RouteType.UNICAST) {
      return wanted;
    }
    Route route = withDevice(ns, wanted);
    String name = Objects.requireNonNull(route.device());
    Device device =
        ns.device(name)
            .orElseThrow(() -> new NetlinkException("Cannot find device \"" + name + "\""));
    if (!device.up()) {
      throw new NetlinkException("Error: Device for nexthop is not up.");
    }
    Ip via = route.via();
    if (via != null && !onlink && !isOnLink(ns, via, name)) {
      throw new NetlinkException("Error: Nexthop has invalid gateway.");
    }
    Ip source = route.source();
    if (source != null && !ns.owns(source)) {
      throw new NetlinkException("Error: Invalid prefsrc address.");
    }
    return route;
  }

  private static Route withDevice(NetworkNamespace ns, Route wanted) {
    if (wanted.device() != null) {
      return wanted;
    }
    Ip via = wanted.via();
    if (via != null && ns.routes().lookup(via) instanceof RouteDecision.Unicast way) {
      return new Route(
          wanted.type(),
          wanted.destination(),
          via,
          way.device(),
          wanted.source(),
          wanted.metric(),
          wanted.scope(),
          wanted.protocol());
    }
    throw new NetlinkException("Error: Nexthop has invalid gateway.");
  }

  private static boolean isOnLink(NetworkNamespace ns, Ip gateway, String device) {
    return ns.routes().lookup(gateway) instanceof RouteDecision.Unicast way
        && way.row().via() == null
        && way.device().equals(device);
  }
}
