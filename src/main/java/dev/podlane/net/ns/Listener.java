package dev.podlane.net.ns;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;

/**
 * A socket bound and waiting.
 *
 * @param protocol one that has ports
 * @param address address bound, 0.0.0.0 for every one
 * @param port 1..65535
 * @param name container or process that listens
 */
public record Listener(Protocol protocol, Ip address, int port, String name) {
  public Listener {
    if (!protocol.hasPorts()) {
      throw new IllegalArgumentException("protocol must have ports, was " + protocol);
    }
  }

  /** Returns true if the socket receives packets to this address and port. */
  public boolean accepts(Protocol toProtocol, Ip toAddress, int toPort) {
    return toProtocol == protocol
        && toPort == port
        && (address.isUnspecified() || address.equals(toAddress));
  }

  /**
   * Returns true if only one of the two can be bound: same protocol and port on overlapping
   * addresses.
   */
  public boolean clashesWith(Listener other) {
    return protocol == other.protocol
        && port == other.port
        && (address.isUnspecified()
            || other.address.isUnspecified()
            || address.equals(other.address));
  }
}
