package dev.podlane.trace.kernel;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Arp;
import dev.podlane.trace.record.PacketInHost;
import java.util.Optional;

/** Address resolution, as the other layers use it (net/core/neighbour.c, net/ipv4/arp.c). */
public interface NeighbourLayer {
  /** An ARP message came in by a device. */
  void receive(PacketInHost passage, Device device, Arp message);

  /**
   * Sends a packet to a next hop on a device, now or when its address is known.
   *
   * @return false if it was lost at once
   */
  boolean output(PacketInHost passage, Device device, Ip nextHop);

  /** Asks for an address without a packet that waits (neigh_event_send). */
  void ask(PacketInHost cause, Device device, Ip target);

  /** The hardware address of a neighbour known well enough to be used without asking again. */
  Optional<Mac> confirmed(NetworkNamespace ns, Device device, Ip ip);

  /**
   * Returns true if a packet of the running probe is queued for neighbour resolution in the
   * namespace that sent it.
   */
  boolean holdsRequestOf(String namespace);
}
