package dev.podlane.console.link;

import dev.podlane.console.command.CommandException;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Device.BridgePort;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.NetworkNamespace;

/** Ports of bridges and the consequences of adding and removing them (net/bridge/br_if.c). */
final class BridgePorts {
  private static final int DEFAULT_MTU = 1500;

  private BridgePorts() {}

  static NetworkNamespace enslave(NetworkNamespace ns, String name, String bridge) {
    Device device = of(ns, name);
    if (!ns.isBridge(bridge)) {
      throw CommandException.kernel("RTNETLINK answers: Operation not supported");
    }
    if (device.link() instanceof Link.Bridge) {
      throw CommandException.kernel("Error: Can not enslave a bridge to a bridge.");
    }
    if (device.link() instanceof Link.Loopback) {
      throw CommandException.kernel("RTNETLINK answers: Invalid argument");
    }
    if (device.port() != null && device.port().bridge().equals(bridge)) {
      return ns;
    }
    NetworkNamespace free = release(ns, name);
    BridgePort port = new BridgePort(bridge, nextOrder(ns), false);
    return adjusting(free, bridge, free.with(of(free, name).withPort(port)));
  }

  static NetworkNamespace release(NetworkNamespace ns, String name) {
    Device device = of(ns, name);
    BridgePort port = device.port();
    return port == null
        ? ns
        : adjusting(ns, port.bridge(), forgotten(ns, name).with(device.withPort(null)));
  }

  /** Removes the entries of a bridge for a port that leaves it. */
  private static NetworkNamespace forgotten(NetworkNamespace ns, String port) {
    return ns.withForwarding(
        ns.forwarding().stream()
            .filter(entry -> !entry.device().equals(port) || entry.remote() != null)
            .toList());
  }

  static NetworkNamespace hairpin(NetworkNamespace ns, String name, boolean on) {
    Device device = of(ns, name);
    BridgePort port = device.port();
    if (port == null) {
      throw new CommandException(
          "RTNETLINK answers: Operation not supported", CommandException.GARBAGE);
    }
    return ns.with(device.withPort(new BridgePort(port.bridge(), port.order(), on)));
  }

  /**
   * After ports changed: a bridge whose MTU was the least of its ports' keeps it so. One that
   * differs was set by hand and stays (br_mtu_auto_adjust).
   */
  static NetworkNamespace adjusting(NetworkNamespace was, String name, NetworkNamespace now) {
    Device bridge = of(now, name);
    boolean isAutomatic = leastMtu(was, name) == bridge.mtu();
    return isAutomatic ? now.with(bridge.withMtu(leastMtu(now, name))) : now;
  }

  private static int leastMtu(NetworkNamespace ns, String bridge) {
    return ns.ports(bridge).stream().mapToInt(Device::mtu).min().orElse(DEFAULT_MTU);
  }

  private static int nextOrder(NetworkNamespace ns) {
    int last = 0;
    for (Device each : ns.devices().values()) {
      BridgePort port = each.port();
      last = port == null ? last : Math.max(last, port.order());
    }
    return last + 1;
  }

  private static Device of(NetworkNamespace ns, String name) {
    return ns.device(name).orElseThrow(() -> CommandException.noDevice(name));
  }
}
