package dev.podlane.net.ns;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import java.util.Collection;
import java.util.Optional;

/**
 * Stations behind the ports of one bridge of which it is known, without looking into them, that
 * they take a frame only if it is for their own hardware address, and answer ARP only for their own
 * addresses. Each has one such port, which is up, and so is the wire's other end.
 */
public interface Crowd {
  /** Returns the number of members. */
  int size();

  /** The namespace of the station behind a port; empty if it is not of the crowd. */
  Optional<String> station(String port);

  /** The port behind which a station is; empty if it is not of the crowd. */
  Optional<String> port(String station);

  /** Returns the ports of stations that have this address, on any device. */
  Collection<String> having(Ip address);

  /** Returns the ports of stations that have this hardware address. */
  Collection<String> having(Mac mac);
}
