package dev.podlane.trace.kernel;

import dev.podlane.net.addr.Ip;
import org.jspecify.annotations.Nullable;

/**
 * The devices a packet stands between at a hook; names are empty where there is none.
 *
 * @param in device it came in by
 * @param out device it leaves by
 * @param portIn bridge port it came in by, if bridge netfilter has seen the packet
 * @param portOut bridge port it leaves by, of a bridged packet
 * @param nextHop address the packet is sent to next, null before the route is known
 */
public record HookDevices(
    String in, String out, String portIn, String portOut, @Nullable Ip nextHop) {
  /** Returns the devices of a packet that came in, by a bridge port if there is one. */
  public static HookDevices in(String device, String port) {
    return new HookDevices(device, "", port, "", null);
  }

  /** Returns the devices of a packet that is forwarded. */
  public static HookDevices through(String in, String out, String portIn, Ip nextHop) {
    return new HookDevices(in, out, portIn, "", nextHop);
  }

  /** Returns the devices of a packet that this host made. */
  public static HookDevices out(String device, Ip nextHop) {
    return new HookDevices("", device, "", "", nextHop);
  }

  /** Returns the devices of a packet on its way from one port of a bridge to another. */
  public static HookDevices bridged(String bridge, String portIn, String portOut) {
    return new HookDevices(bridge, bridge, portIn, portOut, null);
  }

  /** The device at hand: of a packet that leaves the one it leaves by. */
  public @Nullable String device() {
    String device = out.isEmpty() ? in : out;
    return device.isEmpty() ? null : device;
  }
}
