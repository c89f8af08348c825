package dev.podlane.net.route;

import dev.podlane.net.addr.Ip;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a packet that a route lookup uses (struct flowi4 of the kernel).
 *
 * @param destination address looked up
 * @param source source address, none if it is still to be chosen
 * @param in device it came in by, none for a packet of this host's own
 * @param out device it must leave by, none if any will do
 * @param mark netfilter mark, 0 for none
 * @param protocol IP protocol number, 0 if not known
 * @param sourcePort 0 if there is none
 * @param destinationPort 0 if there is none
 * @param tos type of service without its two bits for congestion
 */
public record RouteQuery(
    Ip destination,
    @Nullable Ip source,
    @Nullable String in,
    @Nullable String out,
    int mark,
    int protocol,
    int sourcePort,
    int destinationPort,
    int tos) {
  /** Fields of a packet of the usual type of service. */
  public RouteQuery(
      Ip destination,
      @Nullable Ip source,
      @Nullable String in,
      @Nullable String out,
      int mark,
      int protocol,
      int sourcePort,
      int destinationPort) {
    this(destination, source, in, out, mark, protocol, sourcePort, destinationPort, 0);
  }

  /** A packet of this host's own, of which nothing but its destination is known. */
  public static RouteQuery to(Ip destination) {
    return sent(destination, null);
  }

  /** A packet of this host's own. */
  public static RouteQuery sent(Ip destination, @Nullable Ip source) {
    return new RouteQuery(destination, source, null, null, 0, 0, 0, 0);
  }

  /** A packet that came in by a device. */
  public static RouteQuery received(Ip destination, Ip source, String in) {
    return new RouteQuery(destination, source, in, null, 0, 0, 0, 0);
  }

  /** Returns a copy with another source. */
  public RouteQuery from(@Nullable Ip other) {
    return new RouteQuery(
        destination, other, in, out, mark, protocol, sourcePort, destinationPort, tos);
  }

  /** Returns a copy with this mark. */
  public RouteQuery marked(int other) {
    return new RouteQuery(
        destination, source, in, out, other, protocol, sourcePort, destinationPort, tos);
  }

  /** Returns a copy that must leave by this device; null for any. */
  public RouteQuery outBy(@Nullable String device) {
    return new RouteQuery(
        destination, source, in, device, mark, protocol, sourcePort, destinationPort, tos);
  }

  /** Returns a copy with this protocol and these ports; ports are 0 where there are none. */
  public RouteQuery carrying(int ipProtocol, int fromPort, int toPort) {
    return new RouteQuery(destination, source, in, out, mark, ipProtocol, fromPort, toPort, tos);
  }

  /** Returns a copy of this type of service; the bits for congestion do not count. */
  public RouteQuery ofService(int other) {
    return new RouteQuery(
        destination, source, in, out, mark, protocol, sourcePort, destinationPort, other & ~3);
  }
}
