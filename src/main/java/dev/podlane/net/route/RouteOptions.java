package dev.podlane.net.route;

import dev.podlane.net.addr.Ip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a route that most routes do without.
 *
 * @param tos type of service of the packets it is for; 0 for all
 * @param mtu longest packet of the path in octets, instead of the device's; 0 if not told
 * @param mtuLocked true if nothing that is learned of the path changes that
 * @param advertisedMss maximum segment size that connections announce; 0 if not told
 * @param hopLimit time to live of packets made here; 0 if not told
 * @param realms realms of source and destination, as they are printed; empty if none
 * @param metrics all metrics as they are printed, in the order of the kernel
 * @param hops ways among which a hash of the packet chooses; empty if there is one
 * @param detour words for an encapsulation or a gateway of IPv6, which is not simulated; empty if
 *     there is none
 * @param nexthop next hop object that the route refers to; null if it has ways of its own
 */
public record RouteOptions(
    int tos,
    int mtu,
    boolean mtuLocked,
    int advertisedMss,
    int hopLimit,
    String realms,
    List<String> metrics,
    List<Hop> hops,
    String detour,
    @Nullable Bound nexthop) {
  /** None. */
  public static final RouteOptions NONE =
      new RouteOptions(0, 0, false, 0, 0, "", List.of(), List.of(), "", null);

  /**
   * One of several ways.
   *
   * @param via gateway; null if the destination is on the link
   * @param device outgoing device; null until it is looked for
   * @param weight its share, 1 to 256
   * @param onlink true if the gateway is taken to be on the link without a check
   */
  public record Hop(@Nullable Ip via, @Nullable String device, int weight, boolean onlink) {}

  /**
   * A reference to a next hop object.
   *
   * @param id its number
   * @param written type of the route, which a blackhole hides
   */
  public record Bound(long id, RouteType written) {}

  public RouteOptions {
    metrics = List.copyOf(metrics);
    hops = List.copyOf(hops);
  }

  /** Returns a copy with these ways. */
  public RouteOptions with(List<Hop> ways) {
    return new RouteOptions(
        tos, mtu, mtuLocked, advertisedMss, hopLimit, realms, metrics, ways, detour, nexthop);
  }
}
