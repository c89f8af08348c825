package dev.podlane.net.ns;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides if a router sends a redirect to a better first hop (__mkroute_input in net/ipv4/route.c):
 * the packet goes out by the device it came in by, and the sender is on that link.
 */
public final class BetterFirstHop {
  private BetterFirstHop() {}

  /**
   * Returns true if a redirect is due; rate limits do not count here.
   *
   * @param in device the packet came in by
   * @param query fields of the packet, its source included
   * @param way the way it takes
   */
  public static boolean isTold(
      NetworkNamespace ns, Device in, RouteQuery query, RouteDecision.Unicast way) {
    return way.device().equals(in.name())
        && ns.sysctls().anyOf("send_redirects", in.name())
        && SourceValidation.check(ns, in, query, way.device()).onLink()
        && (ns.sysctls().anyOf("shared_media", in.name())
            || isOnLink(in, Objects.requireNonNull(query.source()), way.row().via()));
  }

  /**
   * Returns true if one subnet of the device holds both addresses, or the first if the second is
   * null.
   */
  public static boolean isOnLink(Device device, Ip one, @Nullable Ip other) {
    return device.addresses().stream()
        .map(InterfaceAddress::prefix)
        .anyMatch(subnet -> subnet.contains(one) && (other == null || subnet.contains(other)));
  }
}
