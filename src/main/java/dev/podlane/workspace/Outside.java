package dev.podlane.workspace;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetlinkException;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RouteEdits;
import dev.podlane.net.route.Route;
import dev.podlane.trace.Trace;
import dev.podlane.trace.step.LinkStep;
import java.util.List;

/**
 * Hosts outside the cluster, beyond the gateway. Each is on a wire of its own, so that the only
 * assumption about the Internet is that the gateway has a route to it: a host route to the address,
 * and the host a default route through the gateway.
 */
final class Outside {
  private static final int MTU = 1500;

  /** The gateway's addresses on those wires are of the shared address space (RFC 6598). */
  private static final Ip SHARED = Ip.parse("100.64.0.0");

  private static final String PROGRAM = "server";

  /** The gateway's device towards what no document describes: what it transmits is lost. */
  private static final String UPLINK = "uplink";

  private Outside() {}

  /** The network namespace of the host with an address. */
  static String namespace(Ip address) {
    return "ext:" + address;
  }

  /** Returns true if a namespace is one of these hosts. */
  static boolean isOne(String namespace) {
    return namespace.startsWith("ext:");
  }

  /** Returns true if a host can have the address. */
  static boolean isHostAddress(Ip address) {
    return !address.isLoopback()
        && !address.isMulticast()
        && !address.isUnspecified()
        && !address.isZeroNet()
        && !address.isReserved()
        && !address.equals(Ip.LIMITED_BROADCAST);
  }

  /** The network with these parts; hosts that are there are not made again. */
  static Network with(Network network, String gateway, Beyond beyond) {
    Network now = network;
    for (Beyond.Host host : beyond.hosts()) {
      List<String> owners = now.owners(host.address());
      String name = owners.isEmpty() ? namespace(host.address()) : owners.get(0);
      if (now.namespace(name).isEmpty()) {
        now = with(now, gateway, host.address());
      }
      if (host.protocol() != null) {
        now = listening(now, now.namespace(name).orElseThrow(), host, host.protocol());
      }
    }
    for (Beyond.Entry entry : beyond.entries()) {
      NetworkNamespace router = now.namespace(gateway).orElseThrow();
      Route route = Route.unicast(Prefix.host(entry.address()), entry.node(), null, null, 0);
      now = now.with(routed(router, route));
    }
    for (Beyond.Mapped mapped : beyond.mapped()) {
      now = now.with(NodeMapping.on(now.namespace(gateway).orElseThrow(), mapped));
    }
    for (Ip address : beyond.lost()) {
      now = now.with(losing(now, now.namespace(gateway).orElseThrow(), address));
    }
    return now;
  }

  /** The router with a way out for an address, unless it has a route of its own for it. */
  private static NetworkNamespace losing(Network network, NetworkNamespace router, Ip address) {
    if (router.routes().main().lookup(address).isPresent()) {
      return router;
    }
    NetworkNamespace with = router;
    if (!router.devices().containsKey(UPLINK)) {
      int index = nextIndex(router);
      Device out =
          new Device(
              index,
              UPLINK,
              network.added(router.name(), UPLINK, index - 1),
              MTU,
              true,
              null,
              List.of(),
              new Link.Dummy());
      with = router.with(out);
    }
    return routed(with, Route.unicast(Prefix.host(address), null, UPLINK, null, 0));
  }

  private static int nextIndex(NetworkNamespace router) {
    return router.devices().values().stream().mapToInt(Device::index).max().orElse(0) + 1;
  }

  /** Returns true if a packet got lost in what lies beyond the gateway and is not described. */
  static boolean isLost(Trace trace) {
    return trace.hops().stream()
        .flatMap(hop -> hop.steps().stream())
        .anyMatch(
            each ->
                each.step() instanceof LinkStep.FrameTransmitted sent
                    && sent.device().equals(UPLINK));
  }

  /** The router with a route, unless it has one of the same key. */
  private static NetworkNamespace routed(NetworkNamespace router, Route route) {
    try {
      return RouteEdits.add(router, route);
    } catch (NetlinkException isThere) {
      return router;
    }
  }

  private static Network listening(
      Network network, NetworkNamespace ns, Beyond.Host host, Protocol protocol) {
    boolean isThere =
        ns.sockets().listening().stream()
            .anyMatch(each -> each.accepts(protocol, host.address(), host.port()));
    if (isThere) {
      return network;
    }
    Listener listener = new Listener(protocol, Ip.ANY, host.port(), PROGRAM);
    return network.with(ns.withSockets(ns.sockets().bind(listener, ns::owns)));
  }

  private static Network with(Network network, String gateway, Ip address) {
    NetworkNamespace router = network.namespace(gateway).orElseThrow();
    String name = namespace(address);
    String port = "ext" + router.devices().size();
    int index = nextIndex(router);
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
        network.added(namespace, name, index - 1),
        MTU,
        true,
        null,
        List.of(),
        new Link.Veth(peer));
  }
}
