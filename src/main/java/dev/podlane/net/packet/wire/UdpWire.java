package dev.podlane.net.packet.wire;

import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Udp;
import dev.podlane.net.packet.Vxlan;
import java.nio.ByteBuffer;

/** UDP (RFC 768), and VXLAN in it (RFC 7348). */
final class UdpWire {
  private static final int DNS = 53;

  private static final int CHECKSUM_AT = 6;

  /** The I flag: the network identifier is valid. */
  private static final int VNI_VALID = 0x0800_0000;

  private UdpWire() {}

  static void write(IpPacket packet, Udp datagram, ByteBuffer out) {
    int start = header(datagram, out);
    boolean isDns = datagram.sourcePort() == DNS || datagram.destinationPort() == DNS;
    if (isDns) {
      out.put(new byte[datagram.payload()]); // no questions; the pattern would be a broken message
    } else {
      PayloadPattern.write(datagram.payload(), out);
    }
    checksum(packet, start, out);
  }

  /**
   * Linux computes the outer checksum, over IPv4 too, unless the device was made with {@code
   * noudpcsum} (vxlan_nl2conf).
   */
  static void write(IpPacket packet, Vxlan tunnelled, ByteBuffer out) {
    int start = header(tunnelled, out);
    out.putInt(VNI_VALID).putInt(tunnelled.vni() << 8);
    EthernetWire.write(tunnelled.frame(), out);
    checksum(packet, start, out);
  }

  private static int header(Segment datagram, ByteBuffer out) {
    int start = out.position();
    out.putShort((short) datagram.sourcePort()).putShort((short) datagram.destinationPort());
    out.putShort((short) datagram.length()).putShort((short) 0);
    return start;
  }

  /** A sum of 0 is sent as all ones, for 0 means that there is none. */
  private static void checksum(IpPacket packet, int start, ByteBuffer out) {
    short sum = Checksum.withPseudoHeader(packet, out, start, out.position());
    out.putShort(start + CHECKSUM_AT, sum == 0 ? (short) 0xffff : sum);
  }
}
