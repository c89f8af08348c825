package dev.podlane.compile;

import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import java.util.Locale;

/** The role of a device. */
public enum DeviceRole {
  /** A bridge: cbr0, or the switch itself. */
  BRIDGE,
  /** The way from a node or the gateway to the segment. */
  NIC,
  /** A port of a bridge. */
  PORT,
  /** A pod's or a container's way out. */
  POD,
  /** lo. */
  LOOPBACK,
  /** Any other device, such as one added by a command. */
  OTHER;

  /** The role of a device in a namespace of that kind. */
  public static DeviceRole of(NamespaceKind kind, Device device) {
    Link link = device.link();
    if (link instanceof Link.Loopback) {
      return LOOPBACK;
    }
    if (link instanceof Link.Bridge) {
      return BRIDGE;
    }
    if (device.port() != null) {
      return PORT;
    }
    if (!(link instanceof Link.Veth) || kind == NamespaceKind.SEGMENT) {
      return OTHER;
    }
    return kind == NamespaceKind.POD || kind == NamespaceKind.CONTAINER ? POD : NIC;
  }

  /** The name used in documents: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
