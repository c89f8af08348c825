package dev.podlane.net.ns;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteTable;
import dev.podlane.net.route.RouteType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Changes to the main table, checked as the kernel checks them (fib_create_info). */
public final class RouteEdits {
  private RouteEdits() {}

  /**
   * As {@code ip route add}. A route without a device takes that of the way to its gateway.
   *
   * @throws NetlinkException if an equal prefix and metric is there, the gateway is not on the
   *     link, or the device is missing or down
   */
  public static NetworkNamespace add(NetworkNamespace ns, Route wanted) {
    Route route = check(ns, wanted);
    RouteTable main = ns.routes().main();
    if (main.rows().stream().anyMatch(route::clashesWith)) {
      throw new NetlinkException("RTNETLINK answers: File exists");
    }
    return ns.withRoutes(ns.routes().withMain(main.with(route)));
  }

  /**
   * As {@code ip route append}: another way for an equal prefix and metric, tried last.
   *
   * @throws NetlinkException if the very same route is there, or as {@link #add(NetworkNamespace,
   *     Route)}
   */
  public static NetworkNamespace append(NetworkNamespace ns, Route wanted) {
    Route route = checkNew(ns, wanted);
    return ns.withRoutes(ns.routes().withMain(ns.routes().main().with(route)));
  }

  /** As {@link #append}, but tried first. */
  public static NetworkNamespace prepend(NetworkNamespace ns, Route wanted) {
    List<Route> rows = new ArrayList<>();
    rows.add(checkNew(ns, wanted));
    rows.addAll(ns.routes().main().rows());
    return withRows(ns, rows);
  }

  private static Route checkNew(NetworkNamespace ns, Route wanted) {
    Route route = check(ns, wanted);
    if (ns.routes().main().rows().contains(route)) {
      throw new NetlinkException("RTNETLINK answers: File exists");
    }
    return route;
  }

  /** As {@code ip route replace}: takes the place of a route of equal prefix and metric. */
  public static NetworkNamespace replace(NetworkNamespace ns, Route wanted) {
    Route route = check(ns, wanted);
    List<Route> rows = new ArrayList<>(ns.routes().main().rows());
    for (int at = 0; at < rows.size(); at++) {
      if (rows.get(at).clashesWith(route)) {
        rows.set(at, route);
        return withRows(ns, rows);
      }
    }
    rows.add(route);
    return withRows(ns, rows);
  }

  /**
   * As {@code ip route change}: as {@link #replace}, but there must be one to replace.
   *
   * @throws NetlinkException if there is none, or as {@link #add(NetworkNamespace, Route)}
   */
  public static NetworkNamespace change(NetworkNamespace ns, Route wanted) {
    if (ns.routes().main().rows().stream().noneMatch(wanted::clashesWith)) {
      throw new NetlinkException("RTNETLINK answers: No such file or directory");
    }
    return replace(ns, wanted);
  }

  private static NetworkNamespace withRows(NetworkNamespace ns, List<Route> rows) {
    return ns.withRoutes(ns.routes().withMain(new RouteTable(ns.routes().main().name(), rows)));
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

  private static Route check(NetworkNamespace ns, Route wanted) {
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
    if (via != null && !route.onlink() && !isOnLink(ns, via, name)) {
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
      return wanted.withDevice(way.device());
    }
    throw new NetlinkException("Error: Nexthop has invalid gateway.");
  }

  private static boolean isOnLink(NetworkNamespace ns, Ip gateway, String device) {
    return ns.routes().lookup(gateway) instanceof RouteDecision.Unicast way
        && way.row().via() == null
        && way.device().equals(device);
  }
}
