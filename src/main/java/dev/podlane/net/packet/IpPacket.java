package dev.podlane.net.packet;

import dev.podlane.net.addr.Ip;
import org.jspecify.annotations.Nullable;

/**
 * An IP packet of either family (RFC 791, RFC 8200); for IPv6 {@code ttl} is the hop limit.
 *
 * @param source source address
 * @param destination destination address
 * @param tos the octet of DSCP and ECN (RFC 2474, RFC 3168), 0..255
 * @param ttl time to live, 0..255
 * @param identification IPv4 identification, 0..65535
 * @param dontFragment the DF bit
 * @param fragment part of the segment that it carries, null for the whole
 * @param segment contents of the packet; all fragments of one packet name the whole segment
 */
public record IpPacket(
    Ip source,
    Ip destination,
    int tos,
    int ttl,
    int identification,
    boolean dontFragment,
    @Nullable Fragment fragment,
    Segment segment)
    implements Payload {
  /** Octets of an IPv4 header; no options are ever present. */
  public static final int V4_HEADER = 20;

  private static final int V6_HEADER = 40;

  public IpPacket {
    if (ttl < 0 || ttl > 255) {
      throw new IllegalArgumentException("ttl must be 0..255, was " + ttl);
    }
    if (source.family() != destination.family()) {
      throw new IllegalArgumentException("both addresses must be of one family");
    }
  }

  /** A packet of the usual type of service. */
  public IpPacket(
      Ip source,
      Ip destination,
      int ttl,
      int identification,
      boolean dontFragment,
      @Nullable Fragment fragment,
      Segment segment) {
    this(source, destination, 0, ttl, identification, dontFragment, fragment, segment);
  }

  /** A packet that carries a whole segment. */
  public IpPacket(
      Ip source,
      Ip destination,
      int ttl,
      int identification,
      boolean dontFragment,
      Segment segment) {
    this(source, destination, ttl, identification, dontFragment, null, segment);
  }

  /** This packet with another TTL. */
  public IpPacket withTtl(int newTtl) {
    return new IpPacket(
        source, destination, tos, newTtl, identification, dontFragment, fragment, segment);
  }

  /** This packet with another octet of DSCP and ECN. */
  public IpPacket withTos(int newTos) {
    return new IpPacket(
        source, destination, newTos, ttl, identification, dontFragment, fragment, segment);
  }

  /** This packet with another segment, from and to the same addresses. */
  public IpPacket carrying(Segment carried) {
    return translated(source, destination, carried);
  }

  /** This packet with other addresses and another segment, as translation makes it. */
  public IpPacket translated(Ip from, Ip to, Segment carried) {
    return new IpPacket(from, to, tos, ttl, identification, dontFragment, fragment, carried);
  }

  /** This packet without the DF bit. */
  public IpPacket withoutDf() {
    return new IpPacket(source, destination, tos, ttl, identification, false, fragment, segment);
  }

  /** One part of this packet, or with none the whole. */
  public IpPacket part(@Nullable Fragment which) {
    return new IpPacket(
        source, destination, tos, ttl, identification, dontFragment, which, segment);
  }

  /** Returns true if the header of the segment, and with it the ports, can be read. */
  public boolean showsSegment() {
    return fragment == null || fragment.isFirst();
  }

  /** Total length in octets, header included. */
  @Override
  public int length() {
    return headerLength() + (fragment == null ? segment.length() : fragment.length());
  }

  /** Length of the header in octets. */
  public int headerLength() {
    return source.isV4() ? V4_HEADER : V6_HEADER;
  }

  @Override
  public int etherType() {
    return source.isV4() ? 0x0800 : 0x86dd;
  }
}
