package dev.podlane.trace.kernel;

import dev.podlane.net.link.Device;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.trace.record.PacketInHost;
import org.jspecify.annotations.Nullable;

/** Takes in IP packets that devices received (ip_rcv). */
public interface IpReceiver {
  /** A packet came in by a device. */
  void receive(PacketInHost arriving, Device in);

  /**
   * Receives a packet that this host has just sent and that still carries its route
   * (skb_valid_dst): it is received again without a second lookup. A packet made by this host has
   * no input device.
   *
   * @param first device it came in by before it was sent, none if this host made it
   */
  void receiveAgain(PacketInHost arriving, @Nullable Device first, Device in);

  /** Looks up where a packet goes that came in by a device. */
  RouteDecision lookup(PacketInHost passage, RouteQuery query);
}
