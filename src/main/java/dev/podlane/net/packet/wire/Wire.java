package dev.podlane.net.packet.wire;

import dev.podlane.net.packet.Frame;
import dev.podlane.net.packet.IpPacket;
import java.nio.ByteBuffer;

/**
 * The octets of frames and packets, as many as their {@code length()} says, with the checksums a
 * sender without offloads writes. What the records leave open, such as sequence numbers, follows
 * from them, so one packet has the same octets wherever it is seen.
 */
public final class Wire {
  private Wire() {}

  /** The octets of a frame, without padding and frame check sequence. */
  public static byte[] of(Frame frame) {
    ByteBuffer out = ByteBuffer.allocate(frame.length());
    EthernetWire.write(frame, out);
    return out.array();
  }

  /** The octets of an IP packet. */
  public static byte[] of(IpPacket packet) {
    ByteBuffer out = ByteBuffer.allocate(packet.length());
    IpWire.write(packet, out);
    return out.array();
  }

  /**
   * Data that is told from any other at a glance, and whose place in it can be read off: octet
   * {@code i} is {@code i} modulo 256, as ping fills its own.
   */
  static void pattern(int length, ByteBuffer out) {
    for (int i = 0; i < length; i++) {
      out.put((byte) i);
    }
  }
}
