package dev.podlane.notation;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.Set;

/**
 * Reads what is said of {@code lo}, which is there anyway, with 127.0.0.1/8: further addresses, and
 * that it is down.
 */
final class LoopbackNotes {
  static final int MTU = 65_536;
  static final Set<String> KNOWN = Set.of("up", "addr", "mtu", "comment");

  private LoopbackNotes() {}

  /** Whether this is the address that {@code lo} was given when it was raised. */
  static boolean has(NetworkNamespace ns, String device, InterfaceAddress address) {
    Device lo = ns.devices().get("lo");
    return device.equals("lo")
        && lo != null
        && address.equals(Addressing.LOOPBACK)
        && lo.addresses().contains(address);
  }
}
