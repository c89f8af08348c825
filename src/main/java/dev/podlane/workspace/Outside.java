package dev.podlane.workspace;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.MacPlan;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RouteEdits;
import dev.podlane.net.route.Route;
import java.util.List;

/**
 * Hosts outside the cluster, beyond the gateway. Each hangs at a wire of its own, so that nothing
 * is said about the Internet but that the gateway knows the way: it has a host route to the
 * address, and the host a default route through the gateway.
 */
final class Outside {
  private static final int MTU = 1500;

  /** The gateway's addresses on those wires are of the shared address space (RFC 6598). */
  private static final Ip SHARED = Ip.parse("100.64.0.0");

  private Outside() {}

  /** The network namespace of the host with an address. */
  static String namespace(Ip address) {
    return "ext:" + address;
  }

  /** Whether a namespace is one of these hosts. */
  static boolean isOne(String namespace) {
    return namespace.startsWith("ext:");
  }

  /** The network with these hosts; those that are there are not made again. */
  static Network with(Network network, String gateway, List<Ip> addresses) {
    Network now = network;
    for (Ip address : addresses) {
      if (now.namespace(namespace(address)).isEmpty()) {
        now = with(now, gateway, address);
      }
    }
    return now;
  }

  private static Network with(Network network, String gateway, Ip address) {
    NetworkNamespace router = network.namespace(gateway).orElseThrow();
    String name = namespace(address);
    String port = "ext" + router.devices().size();
    int index = router.devices().values().stream().mapToInt(Device::index).max().orElse(0) + 1;
    Ip hop = SHARED.plus(router.devices().size());
    NetworkNamespace host = Addressing.up(NetworkNamespace.created(name, false), "lo");
    host = host.with(wire(network.with(host), name, 2, "eth0", new DeviceRef(gateway, port)));
    host = Addressing.add(host, "eth0", new InterfaceAddress(address, 32));
    Route toHop = Route.unicast(Prefix.of(hop, 32), null, "eth0", null, 0);
    Route out = Route.unicast(Prefix.DEFAULT_V4, hop, "eth0", null, 0);
    host = RouteEdits.add(RouteEdits.add(host, toHop), out);
    router =
        router.with(wire(network.with(host), gateway, index, port, new DeviceRef(name, "eth0")));
    router = Addressing.add(router, port, new InterfaceAddress(hop, 32));
    Route back = Route.unicast(Prefix.of(address, 32), null, port, null, 0);
    return network.with(host).with(RouteEdits.add(router, back));
  }

  private static Device wire(
      Network network, String namespace, int index, String name, DeviceRef peer) {
    return new Device(
        index,
        name,
        MacPlan.added(network, namespace, index - 1),
        MTU,
        true,
        null,
        List.of(),
        new Link.Veth(peer));
  }
}
