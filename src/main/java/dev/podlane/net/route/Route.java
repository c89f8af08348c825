package dev.podlane.net.route;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * A row of a routing table, as {@code ip route} knows it.
 *
 * @param type kind of the route, such as unicast or blackhole
 * @param destination addresses it is for
 * @param via next hop, absent if the destination is on the link
 * @param device outgoing device, absent for the refusing types
 * @param source preferred source address for packets that have none yet
 * @param metric priority, the lowest wins among equal prefixes
 * @param scope distance of the destination
 * @param protocol origin of the route: {@code kernel}, {@code boot}, {@code static} …
 * @param onlink true if the gateway is taken to be on the link without a check
 * @param self true if the gateway was an address of this host itself when the route was made; the
 *     kernel then looks for the destination on the link (fib_check_nh_v4_gw, rt_set_nexthop)
 * @param options the parts that most routes do without
 */
public record Route(
    RouteType type,
    Prefix destination,
    @Nullable Ip via,
    @Nullable String device,
    @Nullable Ip source,
    long metric,
    Scope scope,
    String protocol,
    boolean onlink,
    boolean self,
    RouteOptions options) {
  /** A route through another host, or through none. */
  public Route(
      RouteType type,
      Prefix destination,
      @Nullable Ip via,
      @Nullable String device,
      @Nullable Ip source,
      long metric,
      Scope scope,
      String protocol,
      boolean onlink) {
    this(
        type,
        destination,
        via,
        device,
        source,
        metric,
        scope,
        protocol,
        onlink,
        false,
        RouteOptions.NONE);
  }

  /** A route whose gateway, if any, has been found on the link. */
  public Route(
      RouteType type,
      Prefix destination,
      @Nullable Ip via,
      @Nullable String device,
      @Nullable Ip source,
      long metric,
      Scope scope,
      String protocol) {
    this(type, destination, via, device, source, metric, scope, protocol, false);
  }

  /** Distance to the destination (rtnetlink(7), {@code rtm_scope}). */
  public enum Scope {
    UNIVERSE("global"),
    SITE("site"),
    LINK("link"),
    HOST("host");

    private final String text;

    Scope(String text) {
      this.text = text;
    }

    /** The name {@code ip} uses. */
    public String text() {
      return text;
    }
  }

  /** A route set by hand, with the scope {@code ip route add} gives it. */
  public static Route unicast(
      Prefix destination,
      @Nullable Ip via,
      @Nullable String device,
      @Nullable Ip source,
      int metric) {
    Scope scope = via == null ? Scope.LINK : Scope.UNIVERSE;
    return new Route(RouteType.UNICAST, destination, via, device, source, metric, scope, "boot");
  }

  /** A route that refuses. */
  public static Route refusing(RouteType type, Prefix destination, long metric) {
    return new Route(type, destination, null, null, null, metric, Scope.UNIVERSE, "boot");
  }

  /** This route out of a device. */
  public Route withDevice(String out) {
    return new Route(
        type, destination, via, out, source, metric, scope, protocol, onlink, self, options);
  }

  /** This route with a gateway that is believed to be on the link. */
  public Route onLink() {
    return new Route(
        type, destination, via, device, source, metric, scope, protocol, true, self, options);
  }

  /** This route with a gateway that is this host itself. */
  public Route throughSelf() {
    return new Route(
        type, destination, via, device, source, metric, scope, protocol, onlink, true, options);
  }

  /** This route with these further parts. */
  public Route with(RouteOptions more) {
    return new Route(
        type, destination, via, device, source, metric, scope, protocol, onlink, self, more);
  }

  /** Returns true if packets of this type of service may use it. */
  public boolean isFor(int tos) {
    return options.tos() == 0 || options.tos() == tos;
  }

  /** Returns true if packets may leave by this device. */
  public boolean leadsOutBy(String name) {
    return name.equals(device)
        || options.hops().stream().anyMatch(hop -> name.equals(hop.device()));
  }

  /** The part of it that is not simulated, as it is written; empty if there is none. */
  public String unmodelled() {
    if (type == RouteType.ANYCAST || type == RouteType.MULTICAST) {
      return type.text();
    }
    return options.hops().isEmpty() ? options.detour().strip() : "nexthop";
  }

  /** The host that packets are handed to; none if the destination is looked for on the link. */
  public @Nullable Ip gateway() {
    return self ? null : via;
  }

  /** Returns true if the address lies in the destination of the row. */
  public boolean matches(Ip address) {
    return destination.contains(address);
  }

  /**
   * Returns true if the kernel treats the two as the same route (equal prefix, type of service and
   * metric: EEXIST).
   */
  public boolean clashesWith(Route other) {
    return destination.equals(other.destination)
        && options.tos() == other.options.tos()
        && metric == other.metric;
  }
}
