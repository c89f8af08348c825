package dev.podlane.net.ns;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.link.Device;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteOptions;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.net.route.RouteTable;
import dev.podlane.net.route.RoutingTables;
import dev.podlane.net.route.TableNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Changes to routing tables, checked as the kernel checks them (fib_create_info, fib_table_insert).
 * A table that is not there yet is made by its first route.
 */
public final class RouteEdits {
  private RouteEdits() {}

  /**
   * As {@code ip route add} for the main table.
   *
   * @throws NetlinkException as {@link #add(NetworkNamespace, String, Route)}
   */
  public static NetworkNamespace add(NetworkNamespace ns, Route wanted) {
    return add(ns, TableNames.MAIN, wanted);
  }

  /**
   * As {@code ip route add}. A route without a device takes that of the way to its gateway.
   *
   * @throws NetlinkException if an equal prefix and metric is there, the gateway is not on the
   *     link, or the device is missing or down
   */
  public static NetworkNamespace add(NetworkNamespace ns, String table, Route wanted) {
    Route route = check(ns, table, wanted);
    RouteTable now = tableFor(ns.routes(), table);
    if (now.isTaken(route)) {
      throw new NetlinkException("RTNETLINK answers: File exists");
    }
    return with(ns, now.with(route));
  }

  /**
   * As {@code ip route append}: another way for an equal prefix and metric, tried last.
   *
   * @throws NetlinkException if the very same route is there, or as {@link #add(NetworkNamespace,
   *     String, Route)}
   */
  public static NetworkNamespace append(NetworkNamespace ns, String table, Route wanted) {
    Route route = checkNew(ns, table, wanted);
    return with(ns, tableFor(ns.routes(), table).with(route));
  }

  /** As {@link #append}, but tried first. */
  public static NetworkNamespace prepend(NetworkNamespace ns, String table, Route wanted) {
    Route route = checkNew(ns, table, wanted);
    return with(ns, tableFor(ns.routes(), table).withFirst(route));
  }

  private static Route checkNew(NetworkNamespace ns, String table, Route wanted) {
    Route route = check(ns, table, wanted);
    if (tableFor(ns.routes(), table).has(route)) {
      throw new NetlinkException("RTNETLINK answers: File exists");
    }
    return route;
  }

  /** As {@code ip route replace}: takes the place of a route of equal prefix and metric. */
  public static NetworkNamespace replace(NetworkNamespace ns, String table, Route wanted) {
    Route route = check(ns, table, wanted);
    RouteTable now = tableFor(ns.routes(), table);
    List<Route> equals = now.clashing(route);
    return with(ns, equals.isEmpty() ? now.with(route) : now.replacing(equals.get(0), route));
  }

  /**
   * As {@code ip route change}: as {@link #replace}, but there must be one to replace.
   *
   * @throws NetlinkException if there is none, or as {@link #add(NetworkNamespace, String, Route)}
   */
  public static NetworkNamespace change(NetworkNamespace ns, String table, Route wanted) {
    if (!tableFor(ns.routes(), table).isTaken(wanted)) {
      throw new NetlinkException("RTNETLINK answers: No such file or directory");
    }
    return replace(ns, table, wanted);
  }

  private static RouteTable tableFor(RoutingTables tables, String name) {
    return tables.table(name).orElseGet(() -> new RouteTable(name, List.of()));
  }

  private static NetworkNamespace with(NetworkNamespace ns, RouteTable table) {
    return ns.withRoutes(ns.routes().with(table));
  }

  /**
   * As {@code ip route del}: removes the first row that fits.
   *
   * @param destination of the rows that may fit
   * @throws NetlinkException if none fits, or there is no such table
   */
  public static NetworkNamespace remove(
      NetworkNamespace ns, String table, Prefix destination, Predicate<Route> fits) {
    RouteTable now =
        ns.routes()
            .table(table)
            .orElseThrow(() -> new NetlinkException("Error: FIB table does not exist."));
    Optional<Route> gone = now.of(destination).stream().filter(fits).findFirst();
    return gone.map(row -> with(ns, now.without(row)))
        .orElseThrow(() -> new NetlinkException("RTNETLINK answers: No such process"));
  }

  static Route check(NetworkNamespace ns, String table, Route wanted) {
    if (wanted.options().nexthop() != null) {
      return NexthopEdits.bound(ns, wanted);
    }
    if (wanted.type().isRefusal()) {
      return wanted;
    }
    if (!wanted.options().hops().isEmpty()) {
      return checkEach(ns, table, wanted);
    }
    Ip via = wanted.via();
    RouteDecision way =
        via == null || wanted.device() != null
            ? null
            : ns.routes().lookupNearer(RouteQuery.to(via), table, wanted.scope());
    Route route = withDevice(wanted, way);
    String name = Objects.requireNonNull(route.device());
    Device device =
        ns.device(name)
            .orElseThrow(() -> new NetlinkException("Cannot find device \"" + name + "\""));
    if (!device.up()) {
      throw new NetlinkException("Error: Device for nexthop is not up.");
    }
    // What leads there by any device leads there by the device it leads by, too.
    boolean isKnown = way instanceof RouteDecision.Unicast && !route.onlink() && !isOnHost(route);
    boolean isSelf = via != null && !isKnown && isSelf(ns, table, route, via);
    Ip source = route.source();
    if (source != null && !ns.owns(source)) {
      throw new NetlinkException("Error: Invalid prefsrc address.");
    }
    return isSelf ? route.throughSelf() : route;
  }

  /** Several ways, each checked as if it were the only one; the first stands for all. */
  private static Route checkEach(NetworkNamespace ns, String table, Route wanted) {
    List<RouteOptions.Hop> hops = new ArrayList<>();
    Route first = null;
    for (RouteOptions.Hop hop : wanted.options().hops()) {
      Route alone =
          new Route(
              wanted.type(),
              wanted.destination(),
              hop.via(),
              hop.device(),
              wanted.source(),
              wanted.metric(),
              wanted.scope(),
              wanted.protocol(),
              hop.onlink());
      if (hop.via() == null && hop.device() == null) {
        throw new NetlinkException("Error: Invalid nexthop.");
      }
      Route checked = check(ns, table, alone);
      first = first == null ? checked : first;
      hops.add(new RouteOptions.Hop(hop.via(), checked.device(), hop.weight(), hop.onlink()));
    }
    return Objects.requireNonNull(first).with(wanted.options().with(hops));
  }

  /**
   * Returns true if the gateway is this host itself, which the kernel accepts (fib_check_nh_v4_gw).
   *
   * @throws NetlinkException if nothing nearer than the route leads to it
   */
  private static boolean isSelf(NetworkNamespace ns, String table, Route route, Ip via) {
    if (isOnHost(route)) {
      throw new NetlinkException("Error: Route with host scope can not have a gateway.");
    }
    RouteQuery query = RouteQuery.to(via).outBy(Objects.requireNonNull(route.device()));
    if (route.onlink()) {
      if (route.scope() == Route.Scope.LINK) {
        throw new NetlinkException("Error: Nexthop has invalid scope.");
      }
      if (ns.owns(via) || via.isMulticast() || isBroadcast(ns, query)) {
        throw invalidGateway();
      }
      return false;
    }
    RouteDecision way = ns.routes().lookupNearer(query, table, route.scope());
    if (!(way instanceof RouteDecision.Unicast) && !(way instanceof RouteDecision.Local)) {
      throw invalidGateway();
    }
    return way instanceof RouteDecision.Local;
  }

  private static boolean isBroadcast(NetworkNamespace ns, RouteQuery query) {
    return ns.routes().lookupOnLink(query, TableNames.LOCAL) instanceof RouteDecision.Broadcast;
  }

  private static NetlinkException invalidGateway() {
    return new NetlinkException("Error: Nexthop has invalid gateway.");
  }

  private static boolean isOnHost(Route route) {
    return route.scope() == Route.Scope.HOST;
  }

  /**
   * A route that has no device gets that of the way to its gateway.
   *
   * @param way null if it has no gateway, or was not looked for
   */
  private static Route withDevice(Route wanted, @Nullable RouteDecision way) {
    if (wanted.device() != null) {
      return wanted;
    }
    if (way instanceof RouteDecision.Unicast unicast) {
      return wanted.withDevice(unicast.device());
    }
    String own = way instanceof RouteDecision.Local local ? local.row().device() : null;
    if (own == null) {
      throw invalidGateway();
    }
    return wanted.withDevice(own);
  }
}
