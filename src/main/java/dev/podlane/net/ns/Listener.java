package dev.podlane.net.ns;

import dev.podlane.net.addr.Ip;

/**
 * A socket bound and waiting.
 *
 * @param protocol TCP or UDP
 * @param address address bound, 0.0.0.0 for every one
 * @param port 1..65535
 * @param name who listens: a container or process
 */
public record Listener(Protocol protocol, Ip address, int port, String name) {
  /** Transport protocols that have ports here. */
  public enum Protocol {
    TCP,
    UDP,
    SCTP
  }

  /** Whether a packet to this address and port would reach the socket. */
  public boolean accepts(Protocol toProtocol, Ip toAddress, int toPort) {
    return toProtocol == protocol
        && toPort == port
        && (address.isUnspecified() || address.equals(toAddress));
  }

  /** Whether both cannot be bound: same protocol and port on overlapping addresses. */
  public boolean clashesWith(Listener other) {
    return protocol == other.protocol
        && port == other.port
        && (address.isUnspecified()
            || other.address.isUnspecified()
            || address.equals(other.address));
  }
}
