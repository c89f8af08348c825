package dev.podlane.net.packet;

/**
 * An Ethernet frame inside a UDP datagram (RFC 7348).
 *
 * @param sourcePort outer UDP source port, a hash of the inner headers
 * @param destinationPort outer UDP destination port: 4789, or 8472 as Linux had it first
 * @param vni network identifier, 24 bits
 * @param frame the inner frame
 */
public record Vxlan(int sourcePort, int destinationPort, int vni, Frame frame) implements Segment {
  /** Octets that encapsulation adds to an inner frame: UDP and VXLAN header. */
  public static final int HEADERS = 8 + 8;

  @Override
  public int protocol() {
    return 17;
  }

  @Override
  public int length() {
    return HEADERS + frame.length();
  }

  @Override
  public Segment withPorts(int source, int destination) {
    return new Vxlan(source, destination, vni, frame);
  }
}
