package dev.podlane.net.packet.wire;

import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import java.nio.ByteBuffer;

/** ICMP (RFC 792); errors quote the packet they are about, as far as they have room for. */
final class IcmpWire {
  private static final int CHECKSUM_AT = 2;

  private IcmpWire() {}

  static void write(Icmp message, ByteBuffer out) {
    int start = out.position();
    out.put((byte) message.type()).put((byte) message.code()).putShort((short) 0);
    if (message instanceof Icmp.Echo echo) {
      out.putShort((short) echo.identifier()).putShort((short) echo.sequence());
      PayloadPattern.write(echo.payload(), out);
    } else if (message instanceof Icmp.Problem problem) {
      // RFC 1191: the lower half of the field that is unused otherwise; mtu is 0 for all but 3/4.
      out.putInt(problem.mtu());
      quote(problem.quoted(), message.length() - 8, out);
    } else if (message instanceof Icmp.Redirect redirect) {
      out.putInt(redirect.gateway().v4Bits());
      quote(redirect.quoted(), message.length() - 8, out);
    }
    out.putShort(start + CHECKSUM_AT, Checksum.of(out, start, out.position()));
  }

  private static void quote(IpPacket quoted, int length, ByteBuffer out) {
    out.put(Wire.of(quoted), 0, length);
  }
}
