package dev.podlane.net.packet.wire;

import dev.podlane.net.packet.Frame;
import dev.podlane.net.packet.IpPacket;
import java.nio.ByteBuffer;

/**
 * The octets of frames and packets, as many as their {@code length()}, with the checksums that a
 * sender without offloads writes. Values that the records do not hold, such as sequence numbers,
 * follow from those they do, so that one packet has the same octets wherever it is seen.
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
}
