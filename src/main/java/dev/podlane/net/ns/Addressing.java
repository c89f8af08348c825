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
  private Addressing() {}

  /**
   * As {@code ip addr add ADDRESS dev DEVICE}.
   *
   * @throws NetlinkException if the device is not there or has the address already
   */
  public static NetworkNamespace add(
      NetworkNamespace ns, String deviceName, InterfaceAddress address) {
    Device device = require(ns, deviceName);
    if (device.has(address.ip())) {
      throw new NetlinkException("RTNETLINK answers: File exists");
    }
    List<InterfaceAddress> addresses = new ArrayList<>(device.addresses());
    addresses.add(address);
    NetworkNamespace now = ns.with(device.withAddresses(addresses));
    now = withLocal(now, local(address.ip(), deviceName));
    return device.up() ? connect(now, deviceName, address) : now;
  }

  /**
   * As {@code ip addr del ADDRESS dev DEVICE}; routes that prefer the address as source go too.
   *
   * @throws NetlinkException if the device or the address is not there
   */
  public static NetworkNamespace remove(
      NetworkNamespace ns, String deviceName, InterfaceAddress address) {
    Device device = require(ns, deviceName);
    if (!device.addresses().contains(address)) {
      throw new NetlinkException("RTNETLINK answers: Cannot assign requested address");
    }
    List<InterfaceAddress> left =
        device.addresses().stream().filter(each -> !each.equals(address)).toList();
    NetworkNamespace now = ns.with(device.withAddresses(left));
    now = now.withRoutes(dropRoutes(now.routes(), row -> leavesWith(row, deviceName, address)));
    for (InterfaceAddress other : left) {
      now = device.up() ? connect(now, deviceName, other) : now;
    }
    return now;
  }

  private static boolean leavesWith(Route row, String device, InterfaceAddress address) {
    boolean connected =
        row.protocol().equals("kernel")
            && Objects.equals(row.device(), device)
            && (row.destination().equals(address.prefix())
                || row.destination().equals(Prefix.host(address.prefix().last())));
    boolean own = row.type() == RouteType.LOCAL && Objects.equals(row.source(), address.ip());
    return connected || own || Objects.equals(row.source(), address.ip());
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
      return add(now, deviceName, InterfaceAddress.parse("127.0.0.1/8"));
    }
    for (InterfaceAddress address : device.addresses()) {
      now = connect(now, deviceName, address);
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

  private static NetworkNamespace connect(
      NetworkNamespace ns, String deviceName, InterfaceAddress address) {
    NetworkNamespace now = ns;
    Prefix subnet = address.prefix();
    Ip source = address.ip();
    if (source.isLoopback()) {
      return withLocal(now, kernel(RouteType.LOCAL, subnet, deviceName, source, Scope.HOST));
    }
    if (address.length() < source.family().bits()) {
      Route connected = kernel(RouteType.UNICAST, subnet, deviceName, source, Scope.LINK);
      if (now.routes().main().rows().stream().noneMatch(connected::clashesWith)) {
        now = now.withRoutes(now.routes().withMain(now.routes().main().with(connected)));
      }
    }
    if (source.isV4() && address.length() < 31) {
      Prefix everyone = Prefix.host(subnet.last());
      now = withLocal(now, kernel(RouteType.BROADCAST, everyone, deviceName, source, Scope.LINK));
    }
    return now;
  }

  private static Route local(Ip address, String device) {
    return kernel(RouteType.LOCAL, Prefix.host(address), device, address, Scope.HOST);
  }

  private static Route kernel(RouteType type, Prefix to, String device, Ip source, Scope scope) {
    return new Route(type, to, null, device, source, 0, scope, "kernel");
  }

  private static NetworkNamespace withLocal(NetworkNamespace ns, Route row) {
    RouteTable table = ns.routes().local();
    return table.rows().contains(row) ? ns : ns.withRoutes(ns.routes().withLocal(table.with(row)));
  }

  private static RoutingTables dropRoutes(RoutingTables tables, Predicate<Route> gone) {
    return new RoutingTables(drop(tables.local(), gone), drop(tables.main(), gone));
  }

  private static RouteTable drop(RouteTable table, Predicate<Route> gone) {
    return new RouteTable(
        table.name(), table.rows().stream().filter(row -> !gone.test(row)).toList());
  }

  private static Device require(NetworkNamespace ns, String device) {
    return ns.device(device)
        .orElseThrow(() -> new NetlinkException("Cannot find device \"" + device + "\""));
  }
}
