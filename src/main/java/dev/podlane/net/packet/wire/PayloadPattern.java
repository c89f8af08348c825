package dev.podlane.net.packet.wire;

import java.nio.ByteBuffer;

/**
 * Data with a pattern that is recognized at a glance, and that shows each octet's place: octet
 * {@code i} is {@code i} modulo 256, as ping fills its own.
 */
final class PayloadPattern {
  private PayloadPattern() {}

  static void write(int length, ByteBuffer out) {
    for (int i = 0; i < length; i++) {
      out.put((byte) i);
    }
  }
}
