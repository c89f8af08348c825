package dev.podlane.console.command;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.addr.Prefix;
import java.util.Optional;

/** Values as iproute2 reads them (get_prefix_1 and get_addr_1 in lib/utils.c). */
public final class ArgValues {
  private ArgValues() {}

  /** An IPv4 address. */
  public static Ip address(String text) {
    return Ip.tryParse(text)
        .filter(Ip::isV4)
        .orElseThrow(
            () ->
                new CommandException(
                    "Error: inet address is expected rather than \"" + text + "\".",
                    CommandException.VALUE));
  }

  /** A prefix whose host bits must be zero, as the kernel insists; {@code default} is 0/0. */
  public static Prefix prefix(String text) {
    InterfaceAddress loose = loosePrefix(text);
    if (!loose.prefix().network().equals(loose.ip())) {
      throw CommandException.kernel("Error: Invalid prefix for given prefix length.");
    }
    return loose.prefix();
  }

  /** A prefix that may have host bits; octets at the end may be left out: 10.1/16. */
  public static InterfaceAddress loosePrefix(String text) {
    if (text.equals("default") || text.equals("any") || text.equals("all")) {
      return new InterfaceAddress(Ip.ANY, 0);
    }
    int slash = text.indexOf('/');
    Optional<Ip> ip = Ip.tryParse(filled(slash < 0 ? text : text.substring(0, slash)));
    int length = slash < 0 ? 32 : length(text.substring(slash + 1));
    return ip.filter(Ip::isV4)
        .filter(address -> length >= 0)
        .map(address -> new InterfaceAddress(address, length))
        .orElseThrow(
            () ->
                new CommandException(
                    "Error: any valid prefix is expected rather than \"" + text + "\".",
                    CommandException.VALUE));
  }

  private static String filled(String quad) {
    int dots = 0;
    for (int dot = quad.indexOf('.'); dot >= 0; dot = quad.indexOf('.', dot + 1)) {
      dots++;
    }
    boolean isPlain = !quad.isEmpty() && quad.indexOf(':') < 0;
    return isPlain && dots < 3 ? quad + ".0".repeat(3 - dots) : quad;
  }

  private static int length(String text) {
    if (text.indexOf('.') > 0) {
      return Ip.tryParse(text).filter(Ip::isV4).map(ArgValues::maskLength).orElse(-1);
    }
    int length = text.isEmpty() || text.length() > 2 ? -1 : 0;
    for (int at = 0; at < text.length() && length >= 0; at++) {
      int digit = text.charAt(at) - '0';
      length = digit < 0 || digit > 9 ? -1 : length * 10 + digit;
    }
    return length > 32 ? -1 : length;
  }

  private static int maskLength(Ip mask) {
    int ones = Integer.numberOfLeadingZeros(~mask.v4Bits());
    return Prefix.of(Ip.LIMITED_BROADCAST, ones).network().equals(mask) ? ones : -1;
  }

  /** A hardware address for a device. */
  public static Mac mac(String text) {
    try {
      return Mac.parse(text);
    } catch (IllegalArgumentException notOne) {
      throw new CommandException("\"" + text + "\" is invalid lladdr.", CommandException.VALUE);
    }
  }
}
