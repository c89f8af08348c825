package dev.podlane.cluster.policy.verdict;

import dev.podlane.cluster.policy.Direction;
import dev.podlane.net.addr.Protocol;

/**
 * The first packet of a connection as the enforcing point sees it. Replies need no decision: they
 * belong to their connection (rule 88).
 *
 * @param from its sender
 * @param to its destination, of the same family
 * @param protocol TCP, UDP or SCTP; ICMP for whatever has no ports, which no port of a rule means
 * @param port destination port, 1 to 65535; 0 for ICMP
 */
public record PolicedPacket(Party from, Party to, Protocol protocol, int port) {
  /** The end whose policies are asked in a direction. */
  Party subject(Direction direction) {
    return direction == Direction.INGRESS ? to : from;
  }

  /** The other end. */
  Party peer(Direction direction) {
    return direction == Direction.INGRESS ? from : to;
  }

  /** As {@code TCP 80}. */
  public String portText() {
    return port == 0 ? protocol.name() : protocol.name() + " " + port;
  }
}
