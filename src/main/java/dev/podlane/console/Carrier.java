package dev.podlane.console;

import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.Link;
import java.util.Optional;

/** Operational state of devices (RFC 2863 as default_operstate in net/core/link_watch.c). */
final class Carrier {
  private Carrier() {}

  /** Whether something is at the other end; a bridge has a carrier if one of its ports has. */
  static boolean isOn(Place place, Device device) {
    if (!device.up()) {
      return false;
    }
    if (device.link() instanceof Link.Bridge) {
      return place.ns().ports(device.name()).stream().anyMatch(port -> isOn(place, port));
    }
    return place.network().hasCarrier(device);
  }

  /** Whether routes over the device are marked {@code linkdown}. */
  static boolean isLinkDown(Place place, String device) {
    return place.ns().device(device).map(each -> each.up() && !isOn(place, each)).orElse(false);
  }

  /** The word after {@code state}. */
  static String state(Place place, Device device) {
    if (!device.up()) {
      return "DOWN";
    }
    boolean saysNothing =
        device.link() instanceof Link.Loopback
            || device.link() instanceof Link.Vxlan
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
  static String flags(Place place, Device device) {
    StringBuilder flags = new StringBuilder();
    flags.append(device.up() && !isOn(place, device) ? "NO-CARRIER," : "");
    flags.append(device.link() instanceof Link.Loopback ? "LOOPBACK" : "BROADCAST,MULTICAST");
    flags.append(device.up() ? ",UP" : "");
    flags.append(isOn(place, device) ? ",LOWER_UP" : "");
    boolean isPeerDown =
        hasPeerHere(place, device) && peer(place, device).filter(Device::up).isEmpty();
    return flags.append(isPeerDown ? ",M-DOWN" : "").toString();
  }

  static Optional<Device> peer(Place place, Device device) {
    return device.link() instanceof Link.Veth veth
        ? place.network().device(veth.peer())
        : Optional.empty();
  }

  static boolean hasPeerHere(Place place, Device device) {
    return device.link() instanceof Link.Veth veth && isHere(place, veth.peer());
  }

  private static boolean isHere(Place place, DeviceRef peer) {
    return peer.namespace().equals(place.ns().name());
  }
}
