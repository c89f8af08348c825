package dev.podlane.net.packet.wire;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.packet.IpPacket;
import java.nio.ByteBuffer;

/** The internet checksum (RFC 1071). */
final class Checksum {
  private Checksum() {}

  /** The checksum over the octets from one position to another; its own field must still be 0. */
  static short of(ByteBuffer octets, int from, int to) {
    return folded(sum(octets, from, to));
  }

  /**
   * Returns the checksum that begins with the pseudo header of TCP and UDP (RFC 9293 section 3.1,
   * RFC 8200 section 8.1).
   */
  static short withPseudoHeader(IpPacket packet, ByteBuffer octets, int from, int to) {
    long pseudo = sum(packet.source()) + sum(packet.destination());
    return folded(pseudo + packet.segment().protocol() + (to - from) + sum(octets, from, to));
  }

  private static long sum(Ip address) {
    return words(address.high()) + words(address.low());
  }

  private static long words(long bits) {
    return (bits >>> 48) + (bits >>> 32 & 0xffff) + (bits >>> 16 & 0xffff) + (bits & 0xffff);
  }

  /** An odd octet at the end counts as if a zero followed. */
  private static long sum(ByteBuffer octets, int from, int to) {
    long sum = 0;
    for (int at = from; at + 1 < to; at += 2) {
      sum += Short.toUnsignedInt(octets.getShort(at));
    }
    boolean odd = (to - from) % 2 != 0;
    return odd ? sum + (Byte.toUnsignedInt(octets.get(to - 1)) << 8) : sum;
  }

  private static short folded(long sum) {
    long rest = sum;
    while (rest >>> 16 != 0) {
      rest = (rest & 0xffff) + (rest >>> 16);
    }
    return (short) ~rest;
  }
}
