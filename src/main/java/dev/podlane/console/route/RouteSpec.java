package dev.podlane.console.route;

import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RouteEdits;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.Route.Scope;
import dev.podlane.net.route.RouteOptions;
import dev.podlane.net.route.RouteType;
import dev.podlane.net.route.TableNames;
import org.jspecify.annotations.Nullable;

/**
 * The words of a route after {@code ip route add|del|replace …}.
 *
 * @param type the type given, null if none
 * @param destination destination
 * @param via gateway
 * @param device outgoing device
 * @param source preferred source
 * @param metric priority, 0 if not given
 * @param scope the scope given, null if none
 * @param protocol the protocol given, null if none
 * @param onlink true if the gateway is taken to be on the link without a check
 * @param given the table that was written, null if none
 * @param options the rest
 */
record RouteSpec(
    @Nullable RouteType type,
    Prefix destination,
    @Nullable Ip via,
    @Nullable String device,
    @Nullable Ip source,
    long metric,
    @Nullable Scope scope,
    @Nullable String protocol,
    boolean onlink,
    @Nullable String given,
    RouteOptions options) {
  static RouteSpec read(ArgCursor words) {
    return new RouteWords(words).read();
  }

  /** The table it is about: local for own addresses and broadcasts, else main, if none is given. */
  String table() {
    boolean isNear =
        type == RouteType.LOCAL || type == RouteType.BROADCAST || type == RouteType.ANYCAST;
    String usual = isNear ? TableNames.LOCAL : TableNames.MAIN;
    return given == null ? usual : given;
  }

  /** The route to add. */
  Route route() {
    RouteType kind = type == null ? RouteType.UNICAST : type;
    boolean leads = !kind.isRefusal();
    Ip gateway = gateway();
    if (options.nexthop() != null) {
      return bound(kind);
    }
    if (!leads && (gateway != null || device != null || !options.hops().isEmpty())) {
      throw CommandException.kernel(
          "Error: Gateway, device and multipath can not be specified for this route type.");
    }
    if (!options.hops().isEmpty() && (gateway != null || device != null)) {
      String what =
          gateway != null
              ? "gateway does not match RTA_GATEWAY or RTA_VIA."
              : "device index does not match RTA_OIF.";
      throw CommandException.kernel("Error: Nexthop " + what);
    }
    if (leads && gateway == null && device == null && options.hops().isEmpty()) {
      throw CommandException.kernel("RTNETLINK answers: No such device");
    }
    if (gateway != null && kind == RouteType.LOCAL) {
      throw CommandException.kernel("RTNETLINK answers: Invalid argument");
    }
    if (gateway == null && onlink) {
      throw CommandException.kernel(
          "Error: Invalid flags for nexthop - PERVASIVE and ONLINK can not be set.");
    }
    Scope byDefault =
        kind == RouteType.LOCAL ? Scope.HOST : isNear(leads, gateway) ? Scope.LINK : Scope.UNIVERSE;
    Route route =
        new Route(
            kind,
            destination,
            gateway,
            device,
            source,
            metric,
            scope == null ? byDefault : scope,
            protocol == null ? "boot" : protocol,
            onlink);
    return options.equals(RouteOptions.NONE) ? route : route.with(options);
  }

  /** The route by a next hop object, which says all about the way. */
  private Route bound(RouteType kind) {
    if (via != null || device != null || !options.hops().isEmpty()) {
      throw CommandException.kernel(
          "Error: Nexthop specification and nexthop id are mutually exclusive.");
    }
    Scope usual =
        switch (kind) {
          case LOCAL -> Scope.HOST;
          case BROADCAST, ANYCAST, MULTICAST -> Scope.LINK;
          default -> Scope.UNIVERSE;
        };
    Scope chosen = scope == null ? usual : scope;
    String origin = protocol == null ? "boot" : protocol;
    return new Route(kind, destination, null, null, source, metric, chosen, origin, false)
        .with(options);
  }

  /** As ip assumes: no gateway was written, not even 0.0.0.0, of IPv6 or among several ways. */
  private boolean isNear(boolean leads, @Nullable Ip gateway) {
    boolean isFar = via != null || !options.hops().isEmpty() || options.detour().startsWith("via ");
    return switch (type == null ? RouteType.UNICAST : type) {
      case BROADCAST, ANYCAST, MULTICAST -> true;
      default -> leads && gateway == null && !isFar;
    };
  }

  /** The gateway; none for {@code via 0.0.0.0}, which the kernel takes for none. */
  private @Nullable Ip gateway() {
    return via != null && via.isUnspecified() ? null : via;
  }

  /** Removes the row that {@code ip route del} with these arguments would take. */
  NetworkNamespace removed(NetworkNamespace ns, String table) {
    RouteOptions.Bound nexthop = options.nexthop();
    if (nexthop != null && ns.routes().nexthops().find(nexthop.id()).isEmpty()) {
      throw CommandException.kernel("Error: Nexthop id does not exist.");
    }
    return RouteEdits.remove(ns, table, destination, this::fits);
  }

  /** Those that were written, if any (fib_metrics_match). */
  private boolean hasMetrics(Route row) {
    return row.options().metrics().containsAll(options.metrics());
  }

  /** Of those by an object, what is said of a way fits none (fib_nh_match). */
  private boolean hasWay(Route row) {
    RouteOptions.Bound bound = row.options().nexthop();
    RouteOptions.Bound asked = options.nexthop();
    boolean tellsWay = via != null || device != null || !options.hops().isEmpty();
    return asked == null ? bound == null || !tellsWay : bound != null && bound.id() == asked.id();
  }

  private boolean fits(Route row) {
    Ip gateway = gateway();
    RouteOptions.Bound bound = row.options().nexthop();
    RouteType written = bound == null ? row.type() : bound.written();
    return destination.equals(row.destination())
        && hasWay(row)
        && (type == null || type == written)
        && (gateway == null || gateway.equals(row.via()))
        && (device == null || device.equals(row.device()))
        && (source == null || source.equals(row.source()))
        && (metric == 0 || metric == row.metric())
        && (scope == null || scope == row.scope())
        && (protocol == null || protocol.equals(row.protocol()))
        && options.tos() == row.options().tos()
        && hasMetrics(row)
        && (options.hops().isEmpty() || row.options().hops().size() == options.hops().size());
  }
}
