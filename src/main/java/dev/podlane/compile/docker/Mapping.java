package dev.podlane.compile.docker;

import dev.podlane.cluster.docker.PublishedPort;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Listener;

/**
 * A published port, its host port chosen.
 *
 * @param address the host's address, 0.0.0.0 for every one
 * @param hostPort the host's port
 * @param port the container's
 * @param protocol TCP, UDP or SCTP
 */
record Mapping(Ip address, int hostPort, int port, Protocol protocol) {
  /** Returns true if only one of the two can be published. */
  boolean clashesWith(Mapping other) {
    return listener("").clashesWith(other.listener(""));
  }

  /** The socket that holds it. */
  Listener listener(String process) {
    return new Listener(protocol, address, hostPort, process);
  }

  /** As {@code docker ps} shows it. */
  @Override
  public String toString() {
    return new PublishedPort(address, hostPort, port, protocol).toString();
  }
}
