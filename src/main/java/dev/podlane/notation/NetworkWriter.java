package dev.podlane.notation;

import dev.podlane.console.RouteText;
import dev.podlane.console.iptables.Ipset;
import dev.podlane.console.iptables.Iptables;
import dev.podlane.document.Value;
import dev.podlane.net.ns.BindFailure;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.Sockets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes a network as {@code {namespaces}}, so that {@link NetworkReader} makes an equal one. Every
 * address, MTU and hardware address is written out; there are no defaults.
 */
final class NetworkWriter {
  private static final String NFT = "nft: ";

  /** Writing it writes {@code forwarding} of all devices, so it comes first. */
  private static final List<String> FIRST =
      List.of("net/ipv4/ip_forward", "net/ipv4/conf/all/forwarding");

  private final Network network;

  NetworkWriter(Network network) {
    this.network = network;
  }

  Tree write() {
    Tree namespaces = new Tree();
    network
        .namespaces()
        .forEach((name, namespace) -> namespaces.always(name, namespace(namespace)));
    return new Tree().always("namespaces", namespaces);
  }

  private Tree namespace(NetworkNamespace ns) {
    Tree tree = new Tree();
    tree.flag("infra", ns.infra(), false);
    tree.map("sysctls", sysctls(ns.sysctls().values()));
    tree.map("devices", new DeviceWriter(ns).write());
    tree.texts("routes", routes(ns));
    tree.texts("ipset", Ipset.save(ns.ruleset()));
    tree.texts("iptables", Iptables.save(ns.ruleset()));
    ns.unmodelled().stream()
        .filter(text -> text.startsWith(NFT))
        .forEach(text -> tree.text("nft", text.substring(NFT.length())));
    tree.list("listen", listeners(ns.sockets()));
    return tree;
  }

  private static Tree sysctls(Map<String, String> values) {
    Tree tree = new Tree();
    for (String key : FIRST) {
      tree.text(key, values.get(key));
    }
    values.forEach(tree::text);
    return tree;
  }

  private List<String> routes(NetworkNamespace ns) {
    return ns.routes().main().rows().stream()
        .filter(row -> !row.protocol().equals("kernel"))
        .map(row -> RouteText.line(network, ns, row).replaceFirst(" linkdown$", ""))
        .toList();
  }

  /** Those that could be bound come first, so that the others fail again. */
  private static List<Value> listeners(Sockets sockets) {
    List<Value> items = new ArrayList<>();
    Stream<Listener> failed = sockets.failed().stream().map(BindFailure::wanted);
    Stream.concat(sockets.listening().stream(), failed)
        .forEach(
            listener ->
                items.add(
                    new Tree()
                        .text("proto", listener.protocol().name().toLowerCase(Locale.ROOT))
                        .text("ip", listener.address())
                        .number("port", listener.port())
                        .text("name", listener.name())
                        .value()));
    return items;
  }
}
