package dev.podlane.console.route;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Names of IP protocols in {@code ip rule}, as in Debian's {@code /etc/protocols}. */
final class IpProtocols {
  private static final Map<Integer, String> NAMES =
      new TreeMap<>(
          Map.of(
              1, "icmp", 2, "igmp", 4, "ipencap", 6, "tcp", 17, "udp", 47, "gre", 50, "esp", 51,
              "ah", 89, "ospf", 132, "sctp"));

  private IpProtocols() {}

  /** The number of a protocol given by name or number; empty if it is neither. */
  static Optional<Integer> of(String text) {
    for (Map.Entry<Integer, String> each : NAMES.entrySet()) {
      if (each.getValue().equals(text)) {
        return Optional.of(each.getKey());
      }
    }
    String number = text.startsWith("ipproto-") ? text.substring(8) : text;
    boolean isNumber = number.matches("[0-9]{1,3}") && Integer.parseInt(number) <= 255;
    return isNumber ? Optional.of(Integer.parseInt(number)) : Optional.empty();
  }

  /** As {@code ip} prints it. */
  static String name(int number) {
    return NAMES.getOrDefault(number, "ipproto-" + number);
  }
}
