package dev.podlane.net.route;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * A row of a routing table, as {@code ip route} knows it.
 *
 * @param type what happens to a packet that matches
 * @param destination addresses it is for
 * @param via next hop, absent if the destination is on the link
 * @param device outgoing device, absent for the refusing types
 * @param source preferred source address for packets that have none yet
 * @param metric priority, the lowest wins among equal prefixes
 * @param scope how far away the destination is
 * @param protocol who installed the route: {@code kernel}, {@code boot}, {@code static} …
 * @param onlink whether the gateway is believed to be on the link
 * @param self whether the gateway was an address of this host itself when the route was made; the
 *     kernel then looks for the destination on the link (fib_check_nh_v4_gw, rt_set_nexthop)
 */
public record Route(
    RouteType type,
    Prefix destination,
    @Nullable Ip via,
    @Nullable String device,
    @Nullable Ip source,
    int metric,
    Scope scope,
    String protocol,
    boolean onlink,
    boolean self) {
  /** A route through another host, or through none. */
  public Route(
      RouteType type,
      Prefix destination,
      @Nullable Ip via,
      @Nullable String device,
      @Nullable Ip source,
      int metric,
      Scope scope,
      String protocol,
      boolean onlink) {
    this(type, destination, via, device, source, metric, scope, protocol, onlink, false);
  }

  /** A route whose gateway, if any, has been found on the link. */
  public Route(
      RouteType type,
      Prefix destination,
      @Nullable Ip via,
      @Nullable String device,
      @Nullable Ip source,
      int metric,
      Scope scope,
      String protocol) {
    this(type, destination, via, device, source, metric, scope, protocol, false);
  }

  /** Distance to the destination (rtnetlink(7), {@code rtm_scope}). */
  public enum Scope {
    UNIVERSE("global"),
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
  public static Route refusing(RouteType type, Prefix destination, int metric) {
    return new Route(type, destination, null, null, null, metric, Scope.UNIVERSE, "boot");
  }

  /** This route out of a device. */
  public Route withDevice(String out) {
    return new Route(type, destination, via, out, source, metric, scope, protocol, onlink, self);
  }

  /** This route with a gateway that is believed to be on the link. */
  public Route onLink() {
    return new Route(type, destination, via, device, source, metric, scope, protocol, true, self);
  }

  /** This route with a gateway that is this host itself. */
  public Route throughSelf() {
    return new Route(type, destination, via, device, source, metric, scope, protocol, onlink, true);
  }

  /** The host that packets are handed to; none if the destination is looked for on the link. */
  public @Nullable Ip gateway() {
    return self ? null : via;
  }

  /** Whether a packet to this address would use the row. */
  public boolean matches(Ip address) {
    return destination.contains(address);
  }

  /** Whether the kernel holds the two for the same route (equal prefix and metric: EEXIST). */
  public boolean clashesWith(Route other) {
    return destination.equals(other.destination) && metric == other.metric;
  }
}
