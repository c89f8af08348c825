package dev.podlane.console.route;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Names of the origins of routes and rules, as in {@code /etc/iproute2/rt_protos}. */
final class RouteProtocols {
  private static final Map<Integer, String> NAMES = new TreeMap<>();

  static {
    String[] first = {"redirect", "kernel", "boot", "static"};
    for (int at = 0; at < first.length; at++) {
      NAMES.put(at + 1, first[at]);
    }
    String[] routing = {"gated", "ra", "mrt", "zebra", "bird", "dnrouted", "xorp", "ntk", "dhcp"};
    for (int at = 0; at < routing.length; at++) {
      NAMES.put(at + 8, routing[at]);
    }
    NAMES.putAll(Map.of(18, "keepalived", 42, "babel", 99, "openr", 186, "bgp", 187, "isis"));
    NAMES.putAll(Map.of(188, "ospf", 189, "rip", 192, "eigrp"));
  }

  private RouteProtocols() {}

  /** The name {@code ip} prints for a name or a number of one octet; empty if it knows neither. */
  static Optional<String> of(String text) {
    if (NAMES.containsValue(text)) {
      return Optional.of(text);
    }
    boolean isNumber = text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= 255;
    return isNumber
        ? Optional.of(NAMES.getOrDefault(Integer.parseInt(text), text))
        : Optional.empty();
  }
}
