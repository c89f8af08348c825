package dev.podlane.trace.kernel;

import dev.podlane.net.packet.Segment;
import dev.podlane.trace.record.PacketInHost;

/** The sockets by which tunnel devices receive (vxlan_rcv). */
public interface TunnelSockets {
  /** Opens a datagram if it is for the socket of a tunnel; false if it is for none. */
  boolean takes(PacketInHost passage, Segment datagram);
}
