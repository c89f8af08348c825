package dev.podlane.net.packet.wire;

import dev.podlane.net.packet.Fragment;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpInIp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.packet.Udp;
import dev.podlane.net.packet.Vxlan;
import java.nio.ByteBuffer;

/** IPv4 without options (RFC 791) and IPv6 without extension headers (RFC 8200). */
final class IpWire {
  private static final int DONT_FRAGMENT = 0x4000;
  private static final int MORE_FRAGMENTS = 0x2000;
  private static final int OFFSET_UNIT = 8;

  private static final int CHECKSUM_AT = 10;

  private IpWire() {}

  static void write(IpPacket packet, ByteBuffer out) {
    if (packet.source().isV4()) {
      headerV4(packet, out);
    } else {
      headerV6(packet, out);
    }
    Fragment part = packet.fragment();
    if (part == null) {
      segment(packet, out);
    } else {
      ByteBuffer whole = ByteBuffer.allocate(packet.segment().length());
      segment(packet, whole);
      out.put(whole.array(), part.offset(), part.length());
    }
  }

  private static void headerV4(IpPacket packet, ByteBuffer out) {
    int start = out.position();
    Segment segment = packet.segment();
    out.put((byte) 0x45).put((byte) packet.tos());
    out.putShort((short) packet.length()).putShort((short) packet.identification());
    out.putShort((short) flagsAndOffset(packet));
    out.put((byte) packet.ttl()).put((byte) segment.protocol()).putShort((short) 0);
    out.putInt(packet.source().v4Bits()).putInt(packet.destination().v4Bits());
    out.putShort(start + CHECKSUM_AT, Checksum.of(out, start, start + IpPacket.V4_HEADER));
  }

  private static int flagsAndOffset(IpPacket packet) {
    Fragment part = packet.fragment();
    int flags = packet.dontFragment() ? DONT_FRAGMENT : 0;
    if (part == null) {
      return flags;
    }
    return flags | (part.more() ? MORE_FRAGMENTS : 0) | part.offset() / OFFSET_UNIT;
  }

  /** A fragment of IPv6 needs an extension header, which {@link IpPacket#length} does not count. */
  private static void headerV6(IpPacket packet, ByteBuffer out) {
    if (packet.fragment() != null) {
      throw new IllegalArgumentException("fragments of IPv6 are not modelled");
    }
    out.putInt(0x6000_0000).putShort((short) (packet.length() - packet.headerLength()));
    out.put((byte) packet.segment().protocol()).put((byte) packet.ttl());
    out.putLong(packet.source().high()).putLong(packet.source().low());
    out.putLong(packet.destination().high()).putLong(packet.destination().low());
  }

  private static void segment(IpPacket packet, ByteBuffer out) {
    if (packet.segment() instanceof Icmp message) {
      IcmpWire.write(message, out);
    } else if (packet.segment() instanceof Tcp segment) {
      TcpWire.write(packet, segment, out);
    } else if (packet.segment() instanceof Udp datagram) {
      UdpWire.write(packet, datagram, out);
    } else if (packet.segment() instanceof Vxlan tunnelled) {
      UdpWire.write(packet, tunnelled, out);
    } else if (packet.segment() instanceof IpInIp wrapped) {
      write(wrapped.packet(), out);
    }
  }
}
