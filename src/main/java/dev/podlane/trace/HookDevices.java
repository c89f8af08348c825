package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import org.jspecify.annotations.Nullable;

/**
 * The devices a packet stands between at a hook; names are empty where there is none.
 *
 * @param in device it came in by
 * @param out device it leaves by
 * @param portIn bridge port it came in by, if bridge netfilter has seen the packet
 * @param portOut bridge port it leaves by, of a bridged packet
 * @param nextHop whom it is sent to, once that is known
 */
record HookDevices(String in, String out, String portIn, String portOut, @Nullable Ip nextHop) {
  static HookDevices in(String device, String port) {
    return new HookDevices(device, "", port, "", null);
  }

  static HookDevices through(String in, String out, String portIn, Ip nextHop) {
    return new HookDevices(in, out, portIn, "", nextHop);
  }

  static HookDevices out(String device, Ip nextHop) {
    return new HookDevices("", device, "", "", nextHop);
  }

  static HookDevices bridged(String bridge, String portIn, String portOut) {
    return new HookDevices(bridge, bridge, portIn, portOut, null);
  }

  /** The device at hand: of a packet that leaves the one it leaves by. */
  @Nullable String device() {
    String device = out.isEmpty() ? in : out;
    return device.isEmpty() ? null : device;
  }
}
