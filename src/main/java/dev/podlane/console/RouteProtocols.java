package dev.podlane.console;

import java.util.Set;

/** Names of who installed a route, as in {@code /etc/iproute2/rt_protos}. */
final class RouteProtocols {
  private static final Set<String> NAMES =
      Set.of(
          "redirect",
          "kernel",
          "boot",
          "static",
          "gated",
          "ra",
          "mrt",
          "zebra",
          "bird",
          "dnrouted",
          "xorp",
          "ntk",
          "dhcp",
          "keepalived",
          "babel",
          "openr",
          "bgp",
          "isis",
          "ospf",
          "rip",
          "eigrp");

  private RouteProtocols() {}

  /** Whether {@code ip} knows the name, or it is a number of one octet. */
  static boolean isKnown(String name) {
    return NAMES.contains(name) || (name.matches("[0-9]{1,3}") && Integer.parseInt(name) <= 255);
  }
}
