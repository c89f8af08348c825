package dev.podlane.notation;

import dev.podlane.document.Fields;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.Sockets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads {@code listen}: sockets are opened in the order of the list, and some cannot be. */
final class ListenReader {
  private static final Set<String> KNOWN = Set.of("proto", "ip", "port", "name", "reuseaddr");
  private static final Map<String, Protocol> PROTOCOLS =
      Map.of(
          "tcp", Protocol.TCP,
          "udp", Protocol.UDP,
          "sctp", Protocol.SCTP);

  private ListenReader() {}

  static Network read(Network network, String namespace, Fields fields) {
    NetworkNamespace ns = network.namespaces().get(namespace);
    if (ns == null) {
      return network;
    }
    List<Listener> wanted = new ArrayList<>();
    for (Fields item : fields.maps("listen")) {
      listener(item, namespace).ifPresent(wanted::add);
    }
    Sockets sockets = ns.sockets().bindAll(wanted, ns::owns);
    return network.with(ns.withSockets(sockets));
  }

  private static Optional<Listener> listener(Fields item, String namespace) {
    NotationFields.onlyKnown(item, KNOWN);
    String name = item.text("proto").orElse("tcp").toLowerCase(Locale.ROOT);
    Protocol protocol = PROTOCOLS.get(name);
    if (protocol == null) {
      item.error("proto", "linux.bad-protocol", name);
      return Optional.empty();
    }
    OptionalInt port = item.integer("port");
    if (port.isEmpty() || port.getAsInt() < 1 || port.getAsInt() > 65_535) {
      item.error("port", "linux.bad-port", NotationFields.scalar(item, "port").orElse(""));
      return Optional.empty();
    }
    String text = item.text("ip").orElse("0.0.0.0");
    Optional<Ip> ip = Ip.tryParse(text);
    if (ip.isEmpty()) {
      item.error("ip", "linux.bad-address", text);
    }
    String listener = item.text("name").orElse(namespace);
    return ip.map(address -> new Listener(protocol, address, port.getAsInt(), listener));
  }
}
