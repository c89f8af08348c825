package dev.podlane.net.packet;

/**
 * A UDP datagram (RFC 768).
 *
 * @param sourcePort 1..65535
 * @param destinationPort 1..65535
 * @param payload octets of data
 */
public record Udp(int sourcePort, int destinationPort, int payload) implements Segment {
  @Override
  public int protocol() {
    return 17;
  }

  @Override
  public int length() {
    return 8 + payload;
  }

  @Override
  public Segment withPorts(int source, int destination) {
    return new Udp(source, destination, payload);
  }
}
