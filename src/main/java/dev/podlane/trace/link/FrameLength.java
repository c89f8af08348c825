package dev.podlane.trace.link;

import dev.podlane.net.link.Device;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.Field;

/** The longest frame that a device forwards (is_skb_forwardable). */
final class FrameLength {
  private static final int VLAN_TAG = 4;

  private FrameLength() {}

  /** The longest IP packet that the device takes, and the length of this one. */
  static Field field(PacketInHost passage, Device device) {
    String length = Integer.toString(passage.skb().payload().length());
    return new Field("length", Integer.toString(device.mtu()), length);
  }

  /** Returns true if the frame fits the device; a VLAN tag does not count. */
  static boolean fits(PacketInHost passage, Device device) {
    return passage.skb().payload().length() <= device.mtu() + VLAN_TAG;
  }
}
