package dev.podlane.compile.wire;

import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.MacPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A veth pair between a port of a bridge and a namespace: either end can be made without the other.
 *
 * @param port the end on the bridge
 * @param inner the other end
 * @param identity that no other wire of the network has
 * @param mtu of both, in octets
 */
public record Wire(DeviceRef port, DeviceRef inner, long identity, int mtu) {
  /**
   * The end on the node, up.
   *
   * @param bridge name of the bridge whose port it is; null if it is none
   * @param index interface index; ports are flooded in the order of their indexes, highest first
   */
  public Device outerEnd(@Nullable String bridge, int index, boolean hairpin) {
    return new Device(
        index,
        port.device(),
        MacPlan.outer(identity),
        mtu,
        true,
        bridge == null ? null : new Device.BridgePort(bridge, index, hairpin),
        List.of(),
        new Link.Veth(inner));
  }

  /** The other end, up, with no address yet. */
  public Device innerEnd(int index) {
    return new Device(
        index,
        inner.device(),
        MacPlan.inner(identity),
        mtu,
        true,
        null,
        List.of(),
        new Link.Veth(port));
  }

  /** A bridge without ports and addresses, up. */
  public static Device bridge(String name, int index, int mtu, long identity) {
    return new Device(
        index, name, MacPlan.bridge(identity), mtu, true, null, List.of(), new Link.Bridge());
  }
}
