package dev.podlane.cluster.docker;

import dev.podlane.cluster.object.ListenAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.List;
import java.util.Optional;

/**
 * A port of a container that the host publishes: {@code [[ADDRESS:]HOSTPORT:]PORT[/PROTOCOL]}.
 *
 * @param address the host's address it is published on, 0.0.0.0 for every one
 * @param hostPort the host's port; 0 if Docker is to choose it
 * @param port the container's
 * @param protocol TCP, UDP or SCTP
 */
public record PublishedPort(Ip address, int hostPort, int port, Protocol protocol) {
  /** Reads a text as {@code docker run -p} takes it; empty if it is none, or a range of ports. */
  static Optional<PublishedPort> parse(String text) {
    Optional<Protocol> protocol = ListenAddress.protocol(text);
    List<String> parts = List.of(ListenAddress.withoutProtocol(text).split(":", -1));
    int last = parts.size() - 1;
    int port = ListenAddress.port(parts.get(last));
    boolean chosen = last == 0 || (last == 2 && parts.get(1).isEmpty());
    int hostPort = chosen ? 0 : ListenAddress.port(parts.get(last - 1));
    Optional<Ip> address = last == 2 ? Ip.tryParse(parts.get(0)) : Optional.of(Ip.ANY);
    return protocol.isEmpty()
            || last > 2
            || port < 1
            || hostPort < 0
            || address.filter(Ip::isV4).isEmpty()
        ? Optional.empty()
        : Optional.of(new PublishedPort(address.get(), hostPort, port, protocol.get()));
  }

  /** As {@code docker ps} shows it. */
  @Override
  public String toString() {
    return address + ":" + hostPort + "->" + port + "/" + protocol.word();
  }
}
