package dev.podlane.net.link;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.shared.Named;
import dev.podlane.net.shared.SharedList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    Link link)
    implements Named {
  /** Longest name a device can have: IFNAMSIZ without the final zero. */
  public static final int MAX_NAME = 15;

  /** The order in which a bridge floods its ports; devices that are no ports come last. */
  public static final Comparator<Device> NEWEST_PORT_FIRST =
      Comparator.comparingInt((Device device) -> device.port() == null ? -1 : device.port().order())
          .reversed();

  private static final int FEW = 16;

  private static List<Object> keys(InterfaceAddress address) {
    return List.of(address, address.ip(), address.prefix());
  }

  public Device {
    addresses =
        addresses.size() > FEW
            ? SharedList.copyOf(addresses, Device::keys)
            : List.copyOf(addresses);
  }

  /**
   * Membership in a bridge.
   *
   * @param bridge name of the bridge in the same namespace
   * @param order rises with each enslaved port; a flood serves the highest first
   * @param hairpin true if a frame may leave by the port it came in by
   */
  public record BridgePort(String bridge, int order, boolean hairpin) {}

  /** Returns true if the device holds this address. */
  public boolean has(Ip ip) {
    if (addresses instanceof SharedList<InterfaceAddress> many) {
      return many.find(ip) >= 0;
    }
    for (InterfaceAddress address : addresses) {
      if (address.ip().equals(ip)) {
        return true;
      }
    }
    return false;
  }

  /** Returns true if the device holds this address with this prefix length. */
  public boolean has(InterfaceAddress address) {
    return addresses instanceof SharedList<InterfaceAddress> many
        ? many.find(address) >= 0
        : addresses.contains(address);
  }

  /** The address of a subnet that stands first, if there is one. */
  public Optional<InterfaceAddress> primary(Prefix subnet) {
    if (addresses instanceof SharedList<InterfaceAddress> many) {
      int at = many.find(subnet);
      return at < 0 ? Optional.empty() : Optional.of(many.get(at));
    }
    return addresses.stream().filter(each -> each.prefix().equals(subnet)).findFirst();
  }

  /** Addresses of a subnet, in their order. */
  public List<InterfaceAddress> of(Prefix subnet) {
    if (!(addresses instanceof SharedList<InterfaceAddress> many)) {
      return addresses.stream().filter(each -> each.prefix().equals(subnet)).toList();
    }
    List<InterfaceAddress> found = new ArrayList<>();
    int at = many.find(subnet);
    while (at >= 0) {
      found.add(many.get(at));
      at = many.find(at + 1, many.size(), subnet);
    }
    return found;
  }

  /** This device without some of its addresses. */
  public Device without(Set<InterfaceAddress> gone) {
    return withAddresses(
        addresses instanceof SharedList<InterfaceAddress> many
            ? many.without(gone::contains, gone)
            : addresses.stream().filter(each -> !gone.contains(each)).toList());
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

  /** This device with another link. */
  public Device withLink(Link now) {
    return new Device(index, name, mac, mtu, up, port, addresses, now);
  }

  /** This device as a port, or as none. */
  public Device withPort(@Nullable BridgePort now) {
    return new Device(index, name, mac, mtu, up, now, addresses, link);
  }
}
