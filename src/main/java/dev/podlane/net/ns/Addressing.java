package dev.podlane.net.ns;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.Route.Scope;
import dev.podlane.net.route.RouteTable;
import dev.podlane.net.route.RouteType;
import dev.podlane.net.route.RoutingTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Addresses and link state, with the routes that the kernel adds and removes for them
 * (fib_add_ifaddr, fib_disable_ip in net/ipv4/fib_frontend.c).
 */
public final class Addressing {
  /** What {@code lo} is given when it is raised first. */
  public static final InterfaceAddress LOOPBACK = InterfaceAddress.parse("127.0.0.1/8");

  private Addressing() {}

  /**
   * As {@code ip addr add ADDRESS dev DEVICE}. The first address of a subnet is the primary one;
   * primary ones stand before the others.
   *
   * @throws NetlinkException if the device is not there or has the address already
   */
  public static NetworkNamespace add(
      NetworkNamespace ns, String deviceName, InterfaceAddress address) {
    Device device = require(ns, deviceName);
    if (device.addresses().contains(address)) {
      throw new NetlinkException("Error: ipv4: Address already assigned.");
    }
    List<InterfaceAddress> addresses = new ArrayList<>(device.addresses());
    int primaries = (int) addresses.stream().filter(each -> isPrimary(addresses, each)).count();
    boolean isFirst = addresses.stream().noneMatch(each -> isSameSubnet(each, address));
    addresses.add(isFirst ? primaries : addresses.size(), address);
    NetworkNamespace now = ns.with(device.withAddresses(addresses));
    now = withLocal(now, local(address.ip(), primary(addresses, address).ip(), deviceName));
    return device.up() && isFirst ? connect(now, deviceName, address) : now;
  }

  private static boolean isSameSubnet(InterfaceAddress one, InterfaceAddress other) {
    return one.prefix().equals(other.prefix());
  }

  private static boolean isPrimary(List<InterfaceAddress> all, InterfaceAddress address) {
    return primary(all, address).equals(address);
  }

  private static InterfaceAddress primary(List<InterfaceAddress> all, InterfaceAddress address) {
    return all.stream().filter(each -> isSameSubnet(each, address)).findFirst().orElse(address);
  }

  /**
   * As {@code ip addr del ADDRESS dev DEVICE}. Routes that prefer the address as source go too;
   * with the primary address of a subnet the others of the subnet go (promote_secondaries is 0),
   * and with the last address every route over the device and every neighbour on it.
   *
   * @throws NetlinkException if the device or the address is not there
   */
  public static NetworkNamespace remove(
      NetworkNamespace ns, String deviceName, InterfaceAddress address) {
    Device device = require(ns, deviceName);
    if (!device.addresses().contains(address)) {
      throw new NetlinkException("Error: ipv4: Address not found.");
    }
    boolean takesOthers = isPrimary(device.addresses(), address);
    List<InterfaceAddress> left =
        device.addresses().stream()
            .filter(each -> !each.equals(address))
            .filter(each -> !takesOthers || !isSameSubnet(each, address))
            .toList();
    List<Ip> gone =
        device.addresses().stream()
            .filter(each -> !left.contains(each))
            .map(InterfaceAddress::ip)
            .toList();
    NetworkNamespace changed = ns.with(device.withAddresses(left));
    // without an address IP is off on the device (inetdev_destroy): permanent neighbours go too
    NetworkNamespace without = left.isEmpty() ? withoutNeighbours(changed, deviceName) : changed;
    List<Ip> lost = gone.stream().filter(ip -> !isHeld(without, ip)).toList();
    NetworkNamespace now =
        without.withRoutes(
            dropRoutes(
                without.routes(),
                row ->
                    (row.source() != null && lost.contains(row.source()))
                        || (Objects.equals(row.device(), deviceName)
                            && (left.isEmpty() || leavesWith(row, gone)))));
    for (InterfaceAddress other : left) {
      InterfaceAddress first = primary(left, other);
      now = withLocal(now, local(other.ip(), first.ip(), deviceName));
      now = device.up() && first.equals(other) ? connect(now, deviceName, other) : now;
    }
    return now;
  }

  private static NetworkNamespace withoutNeighbours(NetworkNamespace ns, String device) {
    return ns.withNeighbours(
        ns.neighbours().stream().filter(each -> !each.device().equals(device)).toList());
  }

  private static boolean isHeld(NetworkNamespace ns, Ip ip) {
    return ns.devices().values().stream().anyMatch(device -> device.has(ip));
  }

  private static boolean leavesWith(Route row, List<Ip> gone) {
    boolean isOwn = row.type() == RouteType.LOCAL && row.destination().length() == 32;
    return (isOwn && gone.contains(row.destination().network()))
        || (row.protocol().equals("kernel") && row.source() != null && gone.contains(row.source()));
  }

  /**
   * As {@code ip link set DEVICE up}: connected routes return, others do not.
   *
   * @throws NetlinkException if the device is not there
   */
  public static NetworkNamespace up(NetworkNamespace ns, String deviceName) {
    Device device = require(ns, deviceName);
    NetworkNamespace now = ns.with(device.withUp(true));
    if (device.link() instanceof Link.Loopback && device.addresses().isEmpty()) {
      return add(now, deviceName, LOOPBACK);
    }
    for (InterfaceAddress address : device.addresses()) {
      boolean isPrimary = isPrimary(device.addresses(), address);
      now = isPrimary ? connect(now, deviceName, address) : now;
    }
    return now;
  }

  /**
   * As {@code ip link set DEVICE down}: every route over the device goes, but this host's own
   * addresses stay its own.
   *
   * @throws NetlinkException if the device is not there
   */
  public static NetworkNamespace down(NetworkNamespace ns, String deviceName) {
    NetworkNamespace now = ns.with(require(ns, deviceName).withUp(false));
    return now.withRoutes(
        dropRoutes(
            now.routes(),
            row -> row.type() != RouteType.LOCAL && Objects.equals(row.device(), deviceName)));
  }

  /** The routes that the kernel makes for the addresses of a namespace, and no others. */
  static RoutingTables routesOfAddresses(NetworkNamespace ns) {
    NetworkNamespace now = ns.withRoutes(RoutingTables.EMPTY);
    for (Device device : ns.devices().values()) {
      now = now.with(device.withUp(true).withAddresses(List.of()));
      for (InterfaceAddress address : device.addresses()) {
        now = add(now, device.name(), address);
      }
      now = device.up() ? now : down(now, device.name());
    }
    return now.routes();
  }

  private static NetworkNamespace connect(
      NetworkNamespace ns, String deviceName, InterfaceAddress address) {
    NetworkNamespace now = ns;
    Prefix subnet = address.prefix();
    Ip source = address.ip();
    if (source.isLoopback()) {
      now = withLocal(now, kernel(RouteType.LOCAL, subnet, deviceName, source, Scope.HOST));
    } else if (address.length() < source.family().bits()) {
      Route connected = kernel(RouteType.UNICAST, subnet, deviceName, source, Scope.LINK);
      now = with(now, now.routes().main(), connected);
    }
    if (source.isV4() && address.length() < 31) {
      Prefix everyone = Prefix.host(subnet.last());
      now = withLocal(now, kernel(RouteType.BROADCAST, everyone, deviceName, source, Scope.LINK));
    }
    return now;
  }

  private static Route local(Ip address, Ip primary, String device) {
    return kernel(RouteType.LOCAL, Prefix.host(address), device, primary, Scope.HOST);
  }

  private static Route kernel(RouteType type, Prefix to, String device, Ip source, Scope scope) {
    return new Route(type, to, null, device, source, 0, scope, "kernel");
  }

  private static NetworkNamespace withLocal(NetworkNamespace ns, Route row) {
    return with(ns, ns.routes().local(), row);
  }

  private static NetworkNamespace with(NetworkNamespace ns, RouteTable table, Route row) {
    boolean isThere = table.clashing(row).contains(row);
    return isThere ? ns : ns.withRoutes(ns.routes().with(table.with(row)));
  }

  private static RoutingTables dropRoutes(RoutingTables tables, Predicate<Route> gone) {
    return tables.withEach(table -> table.without(gone));
  }

  private static Device require(NetworkNamespace ns, String device) {
    return ns.device(device)
        .orElseThrow(() -> new NetlinkException("Cannot find device \"" + device + "\""));
  }
}
