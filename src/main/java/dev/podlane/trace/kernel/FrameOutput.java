package dev.podlane.trace.kernel;

import dev.podlane.net.link.Device;
import dev.podlane.trace.record.PacketInHost;

/** Sends frames out by devices (dev_queue_xmit). */
public interface FrameOutput {
  /**
   * Sends a frame out by a device.
   *
   * @return false if the device's driver dropped it at once, and reports so
   */
  boolean transmit(PacketInHost passage, Device device);
}
