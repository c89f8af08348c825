package dev.podlane.net.packet;

/**
 * An IPv4 packet inside another one (RFC 2003).
 *
 * @param packet the inner packet
 */
public record IpInIp(IpPacket packet) implements Segment {
  /** IP protocol number: IP in IP (IANA), {@code ipencap} in /etc/protocols. */
  public static final int PROTOCOL = 4;

  @Override
  public int protocol() {
    return PROTOCOL;
  }

  @Override
  public int length() {
    return packet.length();
  }
}
