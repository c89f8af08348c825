package dev.podlane.notation;

import dev.podlane.console.ipset.Ipset;
import dev.podlane.console.iptables.Iptables;
import dev.podlane.console.nft.RulesetParts;
import dev.podlane.console.route.IpRuleText;
import dev.podlane.console.route.NexthopText;
import dev.podlane.console.route.RouteText;
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
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes a network as {@code {namespaces}}, so that {@link LinuxNetworkReader} makes an equal one.
 * Every address, MTU and hardware address is written out; there are no defaults.
 */
final class LinuxNetworkWriter {

  /** Writing it writes {@code forwarding} of all devices, so it comes first. */
  private static final List<String> FIRST =
      List.of("net/ipv4/ip_forward", "net/ipv4/conf/all/forwarding");

  private final Network network;

  LinuxNetworkWriter(Network network) {
    this.network = network;
  }

  MapBuilder write() {
    MapBuilder namespaces = new MapBuilder();
    network
        .namespaces()
        .forEach((name, namespace) -> namespaces.always(name, namespace(namespace)));
    return new MapBuilder().always("namespaces", namespaces);
  }

  private MapBuilder namespace(NetworkNamespace ns) {
    MapBuilder tree = new MapBuilder();
    tree.flag("infra", ns.infra(), false);
    tree.map("sysctls", sysctls(ns.sysctls().values()));
    tree.map("devices", new DeviceWriter(ns).write());
    RouteChanges routes = RouteChanges.of(ns);
    RuleChanges rules = RuleChanges.of(ns.routes());
    tree.map("deleted", deleted(ns, routes, rules));
    tree.texts("nexthops", routes.nexthops().stream().map(NexthopText::command).toList());
    tree.texts("routes", routes.added().stream().map(LinuxNetworkWriter::route).toList());
    tree.texts("rules", rules.added().stream().map(IpRuleText::command).toList());
    tree.texts("ipset", Ipset.save(ns.ruleset()));
    tree.texts("iptables", Iptables.save(RulesetParts.ofIptables(ns.ruleset())));
    String nft = RulesetParts.ofNft(ns.ruleset());
    if (!nft.isEmpty()) {
      tree.text("nft", nft);
    }
    tree.list("listen", listeners(ns.sockets()));
    return tree;
  }

  private static MapBuilder sysctls(Map<String, String> values) {
    MapBuilder tree = new MapBuilder();
    for (String key : FIRST) {
      tree.text(key, values.get(key));
    }
    values.forEach(tree::text);
    return tree;
  }

  /** Writes the routes and rules that the kernel had made and that were deleted. */
  private static MapBuilder deleted(NetworkNamespace ns, RouteChanges routes, RuleChanges rules) {
    Device lo = ns.devices().get("lo");
    boolean isBare = lo != null && !lo.addresses().contains(Addressing.LOOPBACK);
    return new MapBuilder()
        .texts("addresses", isBare ? List.of(Addressing.LOOPBACK + " dev lo") : List.of())
        .texts("rules", rules.deleted().stream().map(IpRuleText::command).toList())
        .texts("routes", routes.deleted().stream().map(LinuxNetworkWriter::route).toList());
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
                    new MapBuilder()
                        .text("proto", listener.protocol().word())
                        .text("ip", listener.address())
                        .number("port", listener.port())
                        .text("name", listener.name())
                        .value()));
    return items;
  }
}
