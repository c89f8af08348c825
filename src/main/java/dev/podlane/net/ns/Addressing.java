package dev.podlane.net.ns;

import static java.util.stream.Collectors.toUnmodifiableSet;

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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Addresses and link state, with the routes that the kernel adds and removes for them
 * (fib_add_ifaddr, fib_disable_ip in net/ipv4/fib_frontend.c).
 */
public final class Addressing {
  /** The address that {@code lo} gets when it is first set up. */
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
    return new Addition(ns, deviceName).add(address).namespace();
  }

  /** Adds addresses to a device, one after the other; their number does not make one dearer. */
  public static final class Addition {
    private final NetworkNamespace before;
    private final Device device;
    private final Map<Prefix, InterfaceAddress> primaries = new HashMap<>();
    private final Set<InterfaceAddress> all;
    private final List<InterfaceAddress> first = new ArrayList<>();
    private final List<InterfaceAddress> then = new ArrayList<>();
    private final List<InterfaceAddress> added = new ArrayList<>();

    /**
     * An addition to a device as it is.
     *
     * @throws NetlinkException if it is not there
     */
    public Addition(NetworkNamespace ns, String deviceName) {
      before = ns;
      device = require(ns, deviceName);
      all = new HashSet<>(device.addresses());
      device.addresses().forEach(each -> primaries.putIfAbsent(each.prefix(), each));
      // as many as there are primary ones stand before those that are added as such
      first.addAll(device.addresses().subList(0, primaries.size()));
      then.addAll(device.addresses().subList(primaries.size(), device.addresses().size()));
    }

    /** Returns true if the device has the address. */
    public boolean has(InterfaceAddress address) {
      return all.contains(address);
    }

    /**
     * One more.
     *
     * @throws NetlinkException if the device has the address already
     */
    public Addition add(InterfaceAddress address) {
      if (!all.add(address)) {
        throw new NetlinkException("Error: ipv4: Address already assigned.");
      }
      boolean isFirst = primaries.putIfAbsent(address.prefix(), address) == null;
      (isFirst ? first : then).add(address);
      added.add(address);
      return this;
    }

    /** The namespace with all that was added. */
    public NetworkNamespace namespace() {
      List<InterfaceAddress> addresses = new ArrayList<>(first);
      addresses.addAll(then);
      NetworkNamespace now = before.with(device.withAddresses(addresses));
      for (InterfaceAddress address : added) {
        InterfaceAddress primary = primaries.getOrDefault(address.prefix(), address);
        now = withLocal(now, local(address.ip(), primary.ip(), device.name()));
        boolean isConnected = device.up() && primary.equals(address);
        now = isConnected ? connect(now, device.name(), address) : now;
      }
      return now;
    }
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
    if (!device.has(address)) {
      throw new NetlinkException("Error: ipv4: Address not found.");
    }
    Prefix subnet = address.prefix();
    boolean takesOthers = device.primary(subnet).filter(address::equals).isPresent();
    List<InterfaceAddress> going = takesOthers ? device.of(subnet) : List.of(address);
    Device left = device.without(new LinkedHashSet<>(going));
    boolean isBare = left.addresses().isEmpty();
    NetworkNamespace changed = ns.with(left);
    // without an address IP is off on the device (inetdev_destroy): permanent neighbours go too
    NetworkNamespace without = isBare ? withoutNeighbours(changed, deviceName) : changed;
    Set<Ip> gone = going.stream().map(InterfaceAddress::ip).collect(toUnmodifiableSet());
    Set<Ip> lost = gone.stream().filter(ip -> !isHeld(without, ip)).collect(toUnmodifiableSet());
    List<Object> keys = new ArrayList<>(gone);
    gone.forEach(ip -> keys.add(Prefix.host(ip)));
    keys.addAll(isBare ? List.of(deviceName) : List.of());
    NetworkNamespace now =
        without.withRoutes(
            dropRoutes(
                without.routes(),
                row ->
                    (row.source() != null && lost.contains(row.source()))
                        || (row.options().nexthop() == null
                            && Objects.equals(row.device(), deviceName)
                            && (isBare || leavesWith(row, gone))),
                keys));
    return gone.stream().anyMatch(left::has) ? returned(now, left) : now;
  }

  private static boolean isHeld(NetworkNamespace ns, Ip ip) {
    for (Device device : ns.devices().values()) {
      if (device.has(ip)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Restores the local and connected routes that the device's remaining addresses need, some of
   * which went with a removed address.
   */
  private static NetworkNamespace returned(NetworkNamespace ns, Device device) {
    NetworkNamespace now = ns;
    Map<Prefix, InterfaceAddress> primaries = new HashMap<>();
    for (InterfaceAddress other : device.addresses()) {
      InterfaceAddress known = primaries.putIfAbsent(other.prefix(), other);
      InterfaceAddress first = known == null ? other : known;
      now = withLocal(now, local(other.ip(), first.ip(), device.name()));
      now = device.up() && first.equals(other) ? connect(now, device.name(), other) : now;
    }
    return now;
  }

  private static NetworkNamespace withoutNeighbours(NetworkNamespace ns, String device) {
    return ns.withNeighbours(
        ns.neighbours().stream().filter(each -> !each.device().equals(device)).toList());
  }

  private static boolean leavesWith(Route row, Set<Ip> gone) {
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
    Set<Prefix> connected = new HashSet<>();
    for (InterfaceAddress address : device.addresses()) {
      now = connected.add(address.prefix()) ? connect(now, deviceName, address) : now;
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
    NetworkNamespace below = ns.with(require(ns, deviceName).withUp(false));
    NetworkNamespace now = NexthopEdits.without(below, each -> each.leadsOutBy(deviceName));
    return now.withRoutes(
        dropRoutes(
            now.routes(),
            row ->
                row.type() != RouteType.LOCAL
                    && row.options().nexthop() == null
                    && Objects.equals(row.device(), deviceName),
            List.of(deviceName)));
  }

  /** The routes that the kernel makes for the addresses of a namespace, and no others. */
  static RoutingTables routesOfAddresses(NetworkNamespace ns) {
    NetworkNamespace now = ns.withRoutes(RoutingTables.EMPTY);
    for (Device device : ns.devices().values()) {
      now = now.with(device.withUp(true).withAddresses(List.of()));
      Addition addition = new Addition(now, device.name());
      device.addresses().forEach(addition::add);
      now = addition.namespace();
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
    return table.has(row) ? ns : ns.withRoutes(ns.routes().with(table.with(row)));
  }

  private static RoutingTables dropRoutes(
      RoutingTables tables, Predicate<Route> gone, Collection<?> keys) {
    return tables.withEach(table -> table.without(gone, keys));
  }

  private static Device require(NetworkNamespace ns, String device) {
    return ns.device(device)
        .orElseThrow(() -> new NetlinkException("Cannot find device \"" + device + "\""));
  }
}
