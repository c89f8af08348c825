package dev.podlane.cluster.object;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.Locale;
import java.util.Optional;

/**
 * The address that a process binds: {@code [ADDRESS:]PORT[/PROTOCOL]}.
 *
 * @param protocol TCP, UDP or SCTP
 * @param address 0.0.0.0 for every one
 * @param port 1 to 65535
 */
public record ListenAddress(Protocol protocol, Ip address, int port) {
  /** Reads a text; empty if it is none. */
  public static Optional<ListenAddress> parse(String text) {
    Optional<Protocol> protocol = protocol(text);
    String before = withoutProtocol(text);
    int colon = before.lastIndexOf(':');
    Optional<Ip> address =
        colon < 0 ? Optional.of(Ip.ANY) : Ip.tryParse(before.substring(0, colon));
    int port = port(before.substring(colon + 1));
    return protocol.isEmpty() || address.filter(Ip::isV4).isEmpty() || port < 1
        ? Optional.empty()
        : Optional.of(new ListenAddress(protocol.get(), address.get(), port));
  }

  public static Optional<Protocol> protocol(String text) {
    int slash = text.indexOf('/');
    String name = slash < 0 ? "TCP" : text.substring(slash + 1).toUpperCase(Locale.ROOT);
    for (Protocol protocol : Protocol.WITH_PORTS) {
      if (protocol.name().equals(name)) {
        return Optional.of(protocol);
      }
    }
    return Optional.empty();
  }

  public static String withoutProtocol(String text) {
    int slash = text.indexOf('/');
    return slash < 0 ? text : text.substring(0, slash);
  }

  /** The port a text names; -1 if none. */
  public static int port(String text) {
    if (!text.matches("[0-9]{1,5}")) {
      return -1;
    }
    int port = Integer.parseInt(text);
    return port >= 1 && port <= 65_535 ? port : -1;
  }
}
