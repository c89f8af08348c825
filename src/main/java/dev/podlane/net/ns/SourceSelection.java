package dev.podlane.net.ns;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import java.util.Optional;

/** Selects the source address of a host's packets (inet_select_addr in net/ipv4/devinet.c). */
public final class SourceSelection {
  private SourceSelection() {}

  /** The device's address in the target's subnet, else its first, else another device's first. */
  public static Optional<Ip> onDevice(NetworkNamespace ns, Device device, Ip target) {
    for (InterfaceAddress address : device.addresses()) {
      if (!address.ip().isLoopback() && address.prefix().contains(target)) {
        return Optional.of(address.ip());
      }
    }
    return first(device).or(() -> anywhere(ns));
  }

  private static Optional<Ip> first(Device device) {
    // those of lo have the scope of this host (ip-address(8)), and nobody else can answer to them
    return device.addresses().stream()
        .map(InterfaceAddress::ip)
        .filter(ip -> !ip.isLoopback())
        .findFirst();
  }

  private static Optional<Ip> anywhere(NetworkNamespace ns) {
    return ns.devices().values().stream()
        .filter(other -> other.up() && !(other.link() instanceof Link.Loopback))
        .flatMap(other -> first(other).stream())
        .findFirst();
  }
}
