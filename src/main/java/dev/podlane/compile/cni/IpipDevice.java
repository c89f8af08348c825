package dev.podlane.compile.cni;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The IPIP device that the kernel's module gives each namespace. */
final class IpipDevice {
  private IpipDevice() {}

  /** A node with the device, up, with an address of its own if it has one. */
  static NetworkNamespace on(NetworkNamespace node, String name, int mtu, @Nullable Ip address) {
    int index = node.devices().size() + 1;
    Device device =
        new Device(index, name, Mac.ZERO, mtu, true, null, List.of(), Link.Ipip.FALLBACK);
    NetworkNamespace now = node.with(device);
    return address == null
        ? now
        : Addressing.add(now, name, new InterfaceAddress(address, Wires.HOST));
  }
}
