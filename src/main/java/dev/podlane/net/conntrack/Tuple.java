package dev.podlane.net.conntrack;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import java.util.Optional;

/**
 * The fields that identify the packets of one connection and direction (struct nf_conntrack_tuple).
 * For an echo, the identifier takes the place of both ports.
 *
 * @param protocol IP protocol number
 * @param source source address
 * @param sourcePort source port, or the identifier of an echo
 * @param destination destination address
 * @param destinationPort destination port, or the identifier of an echo
 * @param icmpType 8 for an echo request, 0 for its reply and for other protocols
 */
public record Tuple(
    int protocol, Ip source, int sourcePort, Ip destination, int destinationPort, int icmpType) {
  private static final int ICMP = 1;
  private static final int ECHO = 8;

  /** The tuple of a packet; empty for ICMP errors and for fragments without ports. */
  public static Optional<Tuple> of(IpPacket packet) {
    if (!packet.showsSegment()) {
      return Optional.empty();
    }
    Segment segment = packet.segment();
    if (segment instanceof Icmp.Echo echo) {
      int id = echo.identifier();
      return Optional.of(
          new Tuple(ICMP, packet.source(), id, packet.destination(), id, echo.type()));
    }
    return segment instanceof Icmp
        ? Optional.empty()
        : Optional.of(
            new Tuple(
                segment.protocol(),
                packet.source(),
                segment.sourcePort(),
                packet.destination(),
                segment.destinationPort(),
                0));
  }

  /** The tuple of the answer. */
  public Tuple inverse() {
    int answer = isEcho() ? ECHO - icmpType : 0;
    return new Tuple(protocol, destination, destinationPort, source, sourcePort, answer);
  }

  /** Returns true if it belongs to an echo request or reply. */
  public boolean isEcho() {
    return protocol == ICMP;
  }

  /** Returns a copy with another source. */
  public Tuple from(Ip address, int port) {
    return new Tuple(
        protocol, address, port, destination, isEcho() ? port : destinationPort, icmpType);
  }

  /** Returns a copy with another destination. */
  public Tuple to(Ip address, int port) {
    return isEcho()
        ? new Tuple(protocol, source, sourcePort, address, destinationPort, icmpType)
        : new Tuple(protocol, source, sourcePort, address, port, icmpType);
  }

  /** As {@code conntrack -L} prints it. */
  @Override
  public String toString() {
    String addresses = "src=" + source + " dst=" + destination;
    return isEcho()
        ? addresses + " type=" + icmpType + " code=0 id=" + sourcePort
        : addresses + " sport=" + sourcePort + " dport=" + destinationPort;
  }
}
