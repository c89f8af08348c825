package dev.podlane.trace.kernel;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.trace.record.HopBuilder;
import org.jspecify.annotations.Nullable;

/** Finds routes for packets made by this host (ip_route_output_key in net/ipv4/route.c). */
public interface RouteFinder {
  /**
   * Looks for a way as connect() does (ip_route_connect): once for the source, and if the kernel
   * chose one, again from there, since policy rules may send that source another way.
   */
  OutputRoute connect(NetworkNamespace ns, HopBuilder hop, RouteQuery query);

  /** Looks for a way, as ip_route_output_key does; without a source the kernel chooses one. */
  OutputRoute route(NetworkNamespace ns, HopBuilder hop, RouteQuery query);

  /** As {@link #route}, but the source need not be this host's own (FLOWI_FLAG_ANYSRC). */
  OutputRoute routeFrom(NetworkNamespace ns, HopBuilder hop, RouteQuery query);

  /**
   * Looks for a way for the outer packets of a tunnel.
   *
   * @param local the tunnel's own address, none if the kernel chooses
   * @param underlay the device the packets must leave by, none if any will do
   */
  OutputRoute tunnelRoute(
      NetworkNamespace ns,
      HopBuilder hop,
      Ip remote,
      @Nullable Ip local,
      @Nullable String underlay);
}
