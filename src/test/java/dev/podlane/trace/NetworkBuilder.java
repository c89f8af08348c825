package dev.podlane.trace;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RouteEdits;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Builds small networks for tests, in the words of {@code ip}. */
public final class NetworkBuilder {
  private final Map<String, NetworkNamespace> namespaces = new LinkedHashMap<>();
  private int ports;

  /** A namespace with lo up. */
  public NetworkBuilder namespace(String name) {
    NetworkNamespace ns = NetworkNamespace.created(name, false);
    namespaces.put(name, Addressing.up(ns, "lo"));
    return this;
  }

  /** A bridge, up, with these addresses. */
  public NetworkBuilder bridge(String ns, String name, String... addresses) {
    return device(ns, name, new Link.Bridge(), addresses);
  }

  /** A veth pair, both ends up and without addresses. */
  public NetworkBuilder veth(String ns, String name, String peerNs, String peerName) {
    device(ns, name, new Link.Veth(new DeviceRef(peerNs, peerName)));
    return device(peerNs, peerName, new Link.Veth(new DeviceRef(ns, name)));
  }

  private NetworkBuilder device(String ns, String name, Link link, String... addresses) {
    int index = Objects.requireNonNull(namespaces.get(ns)).devices().size() + 1;
    long number = List.copyOf(namespaces.keySet()).indexOf(ns);
    Mac mac = new Mac(0x0200_0000_0000L + (number << 8) + index - 1);
    Device device = new Device(index, name, mac, 1500, true, null, List.of(), link);
    change(ns, now -> now.with(device));
    for (String address : addresses) {
      address(ns, name, address);
    }
    return this;
  }

  /** As {@code ip addr add}. */
  public NetworkBuilder address(String ns, String device, String address) {
    return change(ns, now -> Addressing.add(now, device, InterfaceAddress.parse(address)));
  }

  /** As {@code ip link set DEVICE master BRIDGE}. */
  public NetworkBuilder enslave(String ns, String device, String bridge) {
    Device.BridgePort port = new Device.BridgePort(bridge, ++ports, false);
    return change(ns, now -> now.with(now.device(device).orElseThrow().withPort(port)));
  }

  /** As {@code ip route add DESTINATION via GATEWAY}. */
  public NetworkBuilder route(String ns, String destination, String via) {
    Prefix to = destination.equals("default") ? Prefix.DEFAULT_V4 : Prefix.parse(destination);
    Route route = Route.unicast(to, Ip.parse(via), null, null, 0);
    return change(ns, now -> RouteEdits.add(now, route));
  }

  /** As {@code ip route add TYPE DESTINATION}. */
  public NetworkBuilder refuse(String ns, RouteType type, String destination) {
    Route route = Route.refusing(type, Prefix.parse(destination), 0);
    return change(ns, now -> RouteEdits.add(now, route));
  }

  /** As {@code sysctl -w KEY=VALUE}. */
  public NetworkBuilder sysctl(String ns, String key, int value) {
    return change(ns, now -> now.withSysctls(now.sysctls().with(key, "" + value)));
  }

  /** A process listens. */
  public NetworkBuilder listen(String ns, Protocol protocol, String ip, int port) {
    Listener listener = new Listener(protocol, Ip.parse(ip), port, ns + "-" + port);
    return change(ns, now -> now.withSockets(now.sockets().bind(listener, now::owns)));
  }

  /** Any other change. */
  public NetworkBuilder change(String ns, UnaryOperator<NetworkNamespace> how) {
    namespaces.compute(ns, (name, now) -> how.apply(now));
    return this;
  }

  /** The network as it stands. */
  public Network build() {
    return Network.of(namespaces.values());
  }

  /** A node with cbr0 and two pods {@code <node>p1} and {@code <node>p2}, its eth0 on the lan. */
  private NetworkBuilder node(String name, int number) {
    String block = "10.0." + number + ".";
    namespace(name).sysctl(name, "net.ipv4.ip_forward", 1);
    veth("lan", "p" + number, name, "eth0").enslave("lan", "p" + number, "br");
    address(name, "eth0", "10.100.0." + (number + 1) + "/24");
    bridge(name, "cbr0", block + "1/24").route(name, "default", "10.100.0.1");
    for (int pod = 1; pod <= 2; pod++) {
      String podName = name + "p" + pod;
      namespace(podName).veth(name, "veth" + pod, podName, "eth0");
      enslave(name, "veth" + pod, "cbr0");
      address(podName, "eth0", block + (pod + 1) + "/24");
      route(podName, "default", block + "1");
      listen(podName, Protocol.TCP, "0.0.0.0", 80);
      listen(podName, Protocol.UDP, "0.0.0.0", 53);
    }
    return this;
  }

  /** Two nodes of two pods each, and a gateway with a route for each node's block. */
  public static NetworkBuilder twoNodes() {
    NetworkBuilder network = new NetworkBuilder();
    network.namespace("lan").bridge("lan", "br").namespace("gw");
    network.veth("lan", "pgw", "gw", "eth0").enslave("lan", "pgw", "br");
    network.address("gw", "eth0", "10.100.0.1/24").sysctl("gw", "net.ipv4.ip_forward", 1);
    network.node("n1", 1).node("n2", 2);
    return network
        .route("gw", "10.0.1.0/24", "10.100.0.2")
        .route("gw", "10.0.2.0/24", "10.100.0.3");
  }
}
