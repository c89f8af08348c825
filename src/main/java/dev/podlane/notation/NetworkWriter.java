package dev.podlane.notation;

import dev.podlane.console.RouteText;
import dev.podlane.console.RuleText;
import dev.podlane.console.iptables.Ipset;
import dev.podlane.console.iptables.Iptables;
import dev.podlane.document.Value;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.BindFailure;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RouteChanges;
import dev.podlane.net.ns.RuleChanges;
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
    RouteChanges routes = RouteChanges.of(ns);
    RuleChanges rules = RuleChanges.of(ns.routes());
    tree.map("deleted", deleted(ns, routes, rules));
    tree.texts("routes", routes.added().stream().map(NetworkWriter::route).toList());
    tree.texts("rules", rules.added().stream().map(RuleText::command).toList());
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

  /** What was there of itself, and is not any more. */
  private static Tree deleted(NetworkNamespace ns, RouteChanges routes, RuleChanges rules) {
    Device lo = ns.devices().get("lo");
    boolean isBare = lo != null && !lo.addresses().contains(Addressing.LOOPBACK);
    return new Tree()
        .texts("addresses", isBare ? List.of(Addressing.LOOPBACK + " dev lo") : List.of())
        .texts("rules", rules.deleted().stream().map(RuleText::command).toList())
        .texts("routes", routes.deleted().stream().map(NetworkWriter::route).toList());
  }

  private static String route(RouteChanges.Change change) {
    String words = RouteText.command(change.row(), change.table());
    return switch (change.verb()) {
      case ADD, DEL -> words;
      case APPEND -> "append " + words;
      case PREPEND -> "prepend " + words;
    };
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
