package dev.podlane.trace.kernel;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.packet.IpInIp;
import dev.podlane.net.packet.Segment;
import dev.podlane.trace.record.PacketInHost;

/** Tunnels, as the IP layer and the transport protocols meet them. */
public interface TunnelSockets {
  /**
   * Sends a packet out by a device that takes packets instead of frames.
   *
   * @param nextHop other end of a device that has none of its own
   * @return false if it was lost at once
   */
  boolean transmit(PacketInHost passage, Device device, Ip nextHop);

  /** Opens a packet that holds another one, or answers that there is no tunnel for it. */
  void open(PacketInHost passage, IpInIp wrapped);

  /** Opens a datagram if it is for the socket of a tunnel; false if it is for none. */
  boolean takes(PacketInHost passage, Segment datagram);
}
