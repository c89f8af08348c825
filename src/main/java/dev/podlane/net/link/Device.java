package dev.podlane.net.link;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network device of a namespace.
 *
 * @param index interface index, unique within the namespace, from 1 (lo)
 * @param name at most 15 characters (IFNAMSIZ)
 * @param mac hardware address
 * @param mtu largest IP packet in octets
 * @param up administrative state, IFF_UP
 * @param port set if the device is a bridge port
 * @param addresses in the order they were added; the first of a subnet is the primary one
 * @param link the kind of the device
 */
public record Device(
    int index,
    String name,
    Mac mac,
    int mtu,
    boolean up,
    @Nullable BridgePort port,
    List<InterfaceAddress> addresses,
    Link link) {
  /** Longest name a device can have: IFNAMSIZ without the final zero. */
  public static final int MAX_NAME = 15;

  public Device {
    addresses = List.copyOf(addresses);
  }

  /**
   * Membership in a bridge.
   *
   * @param bridge name of the bridge in the same namespace
   * @param order rises with each enslaved port; a flood serves the highest first
   * @param hairpin whether a frame may leave by the port it came in
   */
  public record BridgePort(String bridge, int order, boolean hairpin) {}

  /** Whether the device holds this address. */
  public boolean has(Ip ip) {
    for (InterfaceAddress address : addresses) {
      if (address.ip().equals(ip)) {
        return true;
      }
    }
    return false;
  }

  /** This device raised or lowered. */
  public Device withUp(boolean nowUp) {
    return new Device(index, name, mac, mtu, nowUp, port, addresses, link);
  }

  /** This device with other addresses. */
  public Device withAddresses(List<InterfaceAddress> now) {
    return new Device(index, name, mac, mtu, up, port, now, link);
  }

  /** This device with another MTU in octets. */
  public Device withMtu(int now) {
    return new Device(index, name, mac, now, up, port, addresses, link);
  }

  /** This device with another hardware address. */
  public Device withMac(Mac now) {
    return new Device(index, name, now, mtu, up, port, addresses, link);
  }

  /** This device as a port, or as none. */
  public Device withPort(@Nullable BridgePort now) {
    return new Device(index, name, mac, mtu, up, now, addresses, link);
  }
}
