package dev.podlane.net.ns;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a router would tell a sender of a better first hop (__mkroute_input in net/ipv4/route.c):
 * the packet goes out by the device it came in by, and the sender is on that link.
 */
public final class BetterFirstHop {
  private BetterFirstHop() {}

  /**
   * Whether it would, limits of frequency aside.
   *
   * @param in device the packet came in by
   * @param query what is known of the packet, its source included
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

  /** Whether a subnet of the device holds both addresses, or the one if there is no other. */
  public static boolean isOnLink(Device device, Ip one, @Nullable Ip other) {
    return device.addresses().stream()
        .map(InterfaceAddress::prefix)
        .anyMatch(subnet -> subnet.contains(one) && (other == null || subnet.contains(other)));
  }
}
