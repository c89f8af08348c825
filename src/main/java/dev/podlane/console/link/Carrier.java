package dev.podlane.console.link;

import dev.podlane.console.command.CommandContext;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.Link;
import java.util.Optional;

/** Operational state of devices (RFC 2863 as default_operstate in net/core/link_watch.c). */
public final class Carrier {
  private Carrier() {}

  /** Returns true if the other end is up; a bridge has a carrier if one of its ports has. */
  static boolean isOn(CommandContext place, Device device) {
    if (!device.up()) {
      return false;
    }
    if (device.link() instanceof Link.Bridge) {
      return place.ns().ports(device.name()).stream().anyMatch(port -> isOn(place, port));
    }
    return place.network().hasCarrier(device);
  }

  /** Returns true if routes over the device are marked {@code linkdown}. */
  public static boolean isLinkDown(CommandContext place, String device) {
    return place.ns().device(device).map(each -> each.up() && !isOn(place, each)).orElse(false);
  }

  /** The word after {@code state}. */
  static String state(CommandContext place, Device device) {
    if (!device.up()) {
      return "DOWN";
    }
    boolean saysNothing =
        device.link() instanceof Link.Loopback
            || device.link() instanceof Link.Vxlan
            || device.link() instanceof Link.Ipip
            || device.link() instanceof Link.Dummy;
    if (saysNothing) {
      return "UNKNOWN";
    }
    if (isOn(place, device)) {
      return "UP";
    }
    return hasPeerHere(place, device) ? "LOWERLAYERDOWN" : "DOWN";
  }

  /** The flags between angle brackets. */
  static String flags(CommandContext place, Device device) {
    StringBuilder flags = new StringBuilder();
    flags.append(device.up() && !isOn(place, device) ? "NO-CARRIER," : "");
    flags.append(kind(device.link()));
    flags.append(device.up() ? ",UP" : "");
    flags.append(isOn(place, device) ? ",LOWER_UP" : "");
    boolean isPeerDown =
        hasPeerHere(place, device) && peer(place, device).filter(Device::up).isEmpty();
    return flags.append(isPeerDown ? ",M-DOWN" : "").toString();
  }

  /**
   * Flags that follow from the kind of the device; a tunnel between two ends is a point to point.
   */
  private static String kind(Link link) {
    if (link instanceof Link.Loopback) {
      return "LOOPBACK";
    }
    if (link instanceof Link.Ipip ipip) {
      return ipip.remote() == null ? "NOARP" : "POINTOPOINT,NOARP";
    }
    return link instanceof Link.Dummy ? "BROADCAST,NOARP" : "BROADCAST,MULTICAST";
  }

  static Optional<Device> peer(CommandContext place, Device device) {
    return device.link() instanceof Link.Veth veth
        ? place.network().device(veth.peer())
        : Optional.empty();
  }

  static boolean hasPeerHere(CommandContext place, Device device) {
    return device.link() instanceof Link.Veth veth && isHere(place, veth.peer());
  }

  private static boolean isHere(CommandContext place, DeviceRef peer) {
    return peer.namespace().equals(place.ns().name());
  }
}
