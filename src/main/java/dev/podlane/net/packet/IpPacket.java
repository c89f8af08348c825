package dev.podlane.net.packet;

import dev.podlane.net.addr.Ip;

/**
 * An IP packet of either family (RFC 791, RFC 8200); for IPv6 {@code ttl} is the hop limit.
 *
 * @param source source address
 * @param destination destination address
 * @param ttl time to live, 0..255
 * @param identification IPv4 identification, 0..65535
 * @param dontFragment the DF bit
 * @param segment what the packet carries
 */
public record IpPacket(
    Ip source, Ip destination, int ttl, int identification, boolean dontFragment, Segment segment)
    implements Payload {
  public IpPacket {
    if (ttl < 0 || ttl > 255) {
      throw new IllegalArgumentException("ttl must be 0..255, was " + ttl);
    }
    if (source.family() != destination.family()) {
      throw new IllegalArgumentException("both addresses must be of one family");
    }
  }

  /** This packet with another TTL. */
  public IpPacket withTtl(int newTtl) {
    return new IpPacket(source, destination, newTtl, identification, dontFragment, segment);
  }

  /** Total length in octets, header included; no IP options are ever present. */
  public int length() {
    return (source.isV4() ? 20 : 40) + segment.length();
  }

  @Override
  public int etherType() {
    return source.isV4() ? 0x0800 : 0x86dd;
  }
}
