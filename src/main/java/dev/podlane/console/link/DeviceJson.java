package dev.podlane.console.link;

import dev.podlane.console.command.CommandContext;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Devices as {@code ip -j} prints them (ip/ipaddress.c of iproute2 6.1). */
final class DeviceJson {
  private static final long FOREVER = 0xffff_ffffL;

  private DeviceJson() {}

  /** Both lines of {@code ip link show}. */
  static Map<String, Object> link(CommandContext place, Device device) {
    return of(place, device, true);
  }

  /** All lines of {@code ip addr show}. */
  static Map<String, Object> addresses(CommandContext place, Device device) {
    Map<String, Object> object = of(place, device, false);
    List<Object> all = new ArrayList<>();
    for (InterfaceAddress address : device.addresses()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("family", "inet");
      one.put("local", address.ip());
      one.put("prefixlen", address.length());
      one.put("scope", address.ip().isLoopback() ? "host" : "global");
      if (isSecondary(device, address)) {
        one.put("secondary", true);
      }
      one.put("label", device.name());
      one.put("valid_life_time", FOREVER);
      one.put("preferred_life_time", FOREVER);
      all.add(one);
    }
    object.put("addr_info", all);
    return object;
  }

  static boolean isSecondary(Device device, InterfaceAddress address) {
    return device.addresses().stream()
        .filter(each -> each.prefix().equals(address.prefix()))
        .findFirst()
        .filter(first -> !first.equals(address))
        .isPresent();
  }

  /** The line of {@code ip -br link}. */
  static Map<String, Object> briefLink(CommandContext place, Device device) {
    Map<String, Object> object = brief(place, device);
    object.put("address", device.mac());
    object.put("flags", flags(place, device));
    return object;
  }

  /** The line of {@code ip -br addr}. */
  static Map<String, Object> briefAddresses(CommandContext place, Device device) {
    Map<String, Object> object = brief(place, device);
    List<Object> all = new ArrayList<>();
    for (InterfaceAddress address : device.addresses()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("local", address.ip());
      one.put("prefixlen", address.length());
      all.add(one);
    }
    object.put("addr_info", all);
    return object;
  }

  private static Map<String, Object> brief(CommandContext place, Device device) {
    Map<String, Object> object = new LinkedHashMap<>();
    other(place, device, object);
    object.put("ifname", device.name());
    object.put("operstate", Carrier.state(place, device));
    return object;
  }

  /** The other end of a pair. */
  private static void other(CommandContext place, Device device, Map<String, Object> object) {
    if (!(device.link() instanceof Link.Veth veth)) {
      return;
    }
    if (Carrier.hasPeerHere(place, device)) {
      object.put("link", veth.peer().device());
    } else {
      Carrier.peer(place, device).ifPresent(peer -> object.put("link_index", peer.index()));
    }
  }

  private static List<String> flags(CommandContext place, Device device) {
    return List.of(Carrier.flags(place, device).split(",", -1));
  }

  private static Map<String, Object> of(CommandContext place, Device device, boolean withMode) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("ifindex", device.index());
    Map<String, Object> end = new LinkedHashMap<>();
    other(place, device, end);
    if (end.containsKey("link_index")) {
      object.putAll(end);
    }
    if (end.containsKey("link")) {
      object.putAll(end);
    }
    object.put("ifname", device.name());
    object.put("flags", flags(place, device));
    object.put("mtu", device.mtu());
    object.put("qdisc", "noqueue");
    if (device.port() != null) {
      object.put("master", device.port().bridge());
    }
    object.put("operstate", Carrier.state(place, device));
    if (withMode) {
      object.put("linkmode", "DEFAULT");
    }
    object.put("group", "default");
    object.put("txqlen", 1000);
    boolean isLoopback = device.link() instanceof Link.Loopback;
    object.put("link_type", isLoopback ? "loopback" : "ether");
    object.put("address", device.mac());
    object.put("broadcast", isLoopback ? Mac.ZERO : Mac.BROADCAST);
    if (device.link() instanceof Link.Veth veth && !Carrier.hasPeerHere(place, device)) {
      object.put("link_netnsid", namespaces(place).indexOf(veth.peer().namespace()));
    }
    return object;
  }

  /** The namespaces of other ends, each numbered when it was first needed. */
  private static List<String> namespaces(CommandContext place) {
    return place.ns().devices().values().stream()
        .filter(device -> !Carrier.hasPeerHere(place, device))
        .map(Device::link)
        .filter(Link.Veth.class::isInstance)
        .map(link -> ((Link.Veth) link).peer().namespace())
        .distinct()
        .toList();
  }
}
