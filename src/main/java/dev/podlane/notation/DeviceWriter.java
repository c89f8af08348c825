package dev.podlane.notation;

import dev.podlane.document.Value;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Device.BridgePort;
import dev.podlane.net.link.ForwardingEntry;
import dev.podlane.net.link.Link;
import dev.podlane.net.link.Link.Vxlan;
import dev.podlane.net.link.Neighbour;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the devices of a namespace, with their neighbours and forwarding entries. */
final class DeviceWriter {
  private final NetworkNamespace ns;
  private final Map<String, List<ForwardingEntry>> forwarding;
  private final Map<String, List<Neighbour>> neighbours;
  private int position;
  private int ports;

  DeviceWriter(NetworkNamespace ns) {
    this.ns = ns;
    this.forwarding =
        ns.forwarding().stream().collect(Collectors.groupingBy(ForwardingEntry::device));
    this.neighbours = ns.neighbours().stream().collect(Collectors.groupingBy(Neighbour::device));
  }

  MapBuilder write() {
    MapBuilder devices = new MapBuilder();
    for (Device device : ns.devices().values()) {
      if (device.link() instanceof Link.Loopback) {
        devices.map(device.name(), loopback(device));
      } else {
        position++;
        devices.always(device.name(), device(device));
      }
    }
    return devices;
  }

  /** Writes lo, but only fields that differ from the usual ones. */
  private static MapBuilder loopback(Device lo) {
    MapBuilder tree = new MapBuilder().flag("up", lo.up(), true);
    if (lo.mtu() != LoopbackNotes.MTU) {
      tree.number("mtu", lo.mtu());
    }
    return tree.texts(
        "addr",
        lo.addresses().stream()
            .filter(address -> !address.equals(Addressing.LOOPBACK))
            .map(InterfaceAddress::toString)
            .toList());
  }

  private MapBuilder device(Device device) {
    MapBuilder tree = new MapBuilder();
    tree.text("type", device.link().kind());
    if (device.link() instanceof Link.Veth veth) {
      tree.text("peer", veth.peer().namespace() + ":" + veth.peer().device())
          .flag("unplugged", !veth.plugged(), false);
    }
    if (device.link() instanceof Vxlan vxlan) {
      vxlan(tree, vxlan);
    }
    if (device.link() instanceof Link.Ipip ipip) {
      boolean isOwn = ipip.local() == null && ipip.remote() == null;
      tree.text("local", ipip.local()).text("remote", ipip.remote());
      tree.flag("pmtudisc", ipip.discovers(), !isOwn);
    }
    if (device.index() != position + 1) {
      tree.number("index", device.index());
    }
    tree.text("mac", device.mac()).number("mtu", device.mtu()).flag("up", device.up(), true);
    BridgePort port = device.port();
    if (port != null) {
      ports++;
      tree.text("master", port.bridge()).flag("hairpin", port.hairpin(), false);
      if (port.order() != ports) {
        tree.number("order", port.order());
      }
    }
    tree.texts("addr", device.addresses().stream().map(InterfaceAddress::toString).toList());
    tree.list("fdb", forwarding(device));
    tree.list("neigh", neighbours(device));
    return tree;
  }

  private static void vxlan(MapBuilder tree, Vxlan vxlan) {
    tree.number("id", vxlan.vni())
        .text("local", vxlan.local())
        .text("remote", vxlan.remote())
        .text("dev", vxlan.underlay())
        .number("dstport", vxlan.port())
        .flag("learning", vxlan.learning(), false);
    if (vxlan.df() != Vxlan.Df.UNSET) {
      tree.text("opts", "df " + vxlan.df().name().toLowerCase(Locale.ROOT));
    }
  }

  private List<Value> forwarding(Device device) {
    return forwarding.getOrDefault(device.name(), List.of()).stream()
        .<Value>map(
            entry -> new MapBuilder().text("mac", entry.mac()).text("dst", entry.remote()).value())
        .toList();
  }

  private List<Value> neighbours(Device device) {
    return neighbours.getOrDefault(device.name(), List.of()).stream()
        .<Value>map(
            entry -> new MapBuilder().text("ip", entry.ip()).text("mac", entry.mac()).value())
        .toList();
  }
}
