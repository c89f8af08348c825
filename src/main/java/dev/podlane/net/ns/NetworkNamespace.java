package dev.podlane.net.ns;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.ForwardingEntry;
import dev.podlane.net.link.Link;
import dev.podlane.net.link.Neighbour;
import dev.podlane.net.route.RoutingTables;
import dev.podlane.net.shared.Named;
import dev.podlane.net.shared.SharedMap;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One network stack: a host, a container, a router or a switch.
 *
 * @param name unique in the network; may hold slashes
 * @param infra true if it only models wiring, such as a switch
 * @param devices by name, in the order they were made; lo is among them
 * @param routes the routing tables
 * @param sysctls kernel settings
 * @param sockets listening sockets
 * @param neighbours permanent neighbour entries
 * @param forwarding forwarding database entries set by hand
 * @param ruleset netfilter rules
 * @param unmodelled parts of the input that are not modelled, such as nftables text
 */
public record NetworkNamespace(
    String name,
    boolean infra,
    Map<String, Device> devices,
    RoutingTables routes,
    Sysctls sysctls,
    Sockets sockets,
    List<Neighbour> neighbours,
    List<ForwardingEntry> forwarding,
    Ruleset ruleset,
    List<String> unmodelled)
    implements Named {
  private static final Device LOOPBACK =
      new Device(1, "lo", Mac.ZERO, 65_536, false, null, List.of(), new Link.Loopback());

  public NetworkNamespace {
    devices = SharedMap.copyOf(devices);
    neighbours = List.copyOf(neighbours);
    forwarding = List.copyOf(forwarding);
    unmodelled = List.copyOf(unmodelled);
  }

  /** A namespace as the kernel makes it: nothing but lo, which is down. */
  public static NetworkNamespace created(String name, boolean infra) {
    return new NetworkNamespace(
        name,
        infra,
        Map.of("lo", LOOPBACK),
        RoutingTables.EMPTY,
        Sysctls.DEFAULTS,
        Sockets.NONE,
        List.of(),
        List.of(),
        Ruleset.NONE,
        List.of());
  }

  /** The device of this name, if there is one. */
  public Optional<Device> device(String device) {
    return Optional.ofNullable(devices.get(device));
  }

  /** Ports of a bridge, the newest first: the order in which the kernel floods them. */
  public List<Device> ports(String bridge) {
    return bridgePorts().of(bridge);
  }

  /** Returns true if a port of a bridge has this hardware address. */
  public boolean hasPort(String bridge, Mac mac) {
    return bridgePorts().has(bridge, mac);
  }

  private BridgePorts bridgePorts() {
    return SharedMap.copyOf(devices).derived(all -> new BridgePorts(all.values()));
  }

  /** The bridge this device is a port of. */
  public Optional<Device> bridgeOf(Device device) {
    return device.port() == null ? Optional.empty() : device(device.port().bridge());
  }

  /** Returns true if an address is this host's own, on any device (weak host model, RFC 1122). */
  public boolean owns(Ip address) {
    return routes.isLocal(address);
  }

  /** Returns true if the device is a bridge. */
  public boolean isBridge(String device) {
    Device found = devices.get(device);
    return found != null && found.link() instanceof Link.Bridge;
  }

  /** This namespace with a device added or replaced. */
  public NetworkNamespace with(Device device) {
    return withDevices(SharedMap.copyOf(devices).with(device));
  }

  /** This namespace with devices added or replaced: one copy, however many they are. */
  public NetworkNamespace withAll(Collection<Device> more) {
    Map<String, Device> now = new LinkedHashMap<>(devices);
    more.forEach(device -> now.put(device.name(), device));
    return withDevices(now);
  }

  /** This namespace without a device. */
  public NetworkNamespace without(String device) {
    Map<String, Device> now = new LinkedHashMap<>(devices);
    now.remove(device);
    return withDevices(now);
  }

  /** This namespace under another name: a copy of a template. */
  public NetworkNamespace named(String other) {
    return new NetworkNamespace(
        other,
        infra,
        devices,
        routes,
        sysctls,
        sockets,
        neighbours,
        forwarding,
        ruleset,
        unmodelled);
  }

  private NetworkNamespace withDevices(Map<String, Device> now) {
    return new NetworkNamespace(
        name, infra, now, routes, sysctls, sockets, neighbours, forwarding, ruleset, unmodelled);
  }

  /** This namespace with other tables. */
  public NetworkNamespace withRoutes(RoutingTables now) {
    return new NetworkNamespace(
        name, infra, devices, now, sysctls, sockets, neighbours, forwarding, ruleset, unmodelled);
  }

  /** This namespace with other settings. */
  public NetworkNamespace withSysctls(Sysctls now) {
    return new NetworkNamespace(
        name, infra, devices, routes, now, sockets, neighbours, forwarding, ruleset, unmodelled);
  }

  /** This namespace with other sockets. */
  public NetworkNamespace withSockets(Sockets now) {
    return new NetworkNamespace(
        name, infra, devices, routes, sysctls, now, neighbours, forwarding, ruleset, unmodelled);
  }

  /** This namespace with other permanent neighbours. */
  public NetworkNamespace withNeighbours(List<Neighbour> now) {
    return new NetworkNamespace(
        name, infra, devices, routes, sysctls, sockets, now, forwarding, ruleset, unmodelled);
  }

  /** This namespace with other forwarding database entries set by hand. */
  public NetworkNamespace withForwarding(List<ForwardingEntry> now) {
    return new NetworkNamespace(
        name, infra, devices, routes, sysctls, sockets, neighbours, now, ruleset, unmodelled);
  }

  /** This namespace with other netfilter rules. */
  public NetworkNamespace withRuleset(Ruleset now) {
    return new NetworkNamespace(
        name, infra, devices, routes, sysctls, sockets, neighbours, forwarding, now, unmodelled);
  }

  /** This namespace with other texts the model does not know. */
  public NetworkNamespace withUnmodelled(List<String> now) {
    return new NetworkNamespace(
        name, infra, devices, routes, sysctls, sockets, neighbours, forwarding, ruleset, now);
  }
}
