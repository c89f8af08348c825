package dev.podlane.compile.wire;

import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;

/** A bridge being wired: gathers its ports, so that thousands of them cost one copy. */
public final class Bridge {
  private final NetworkNamespace namespace;
  private final String name;
  private final int mtu;
  private final int firstIndex;
  private final List<Device> ports = new ArrayList<>();

  private Bridge(NetworkNamespace namespace, String name, int mtu, int firstIndex) {
    this.namespace = namespace;
    this.name = name;
    this.mtu = mtu;
    this.firstIndex = firstIndex;
  }

  /** Adds a bridge without addresses, up, to a namespace of that number. */
  public static Bridge in(NetworkNamespace namespace, String name, int mtu, int number) {
    int index = namespace.devices().size() + 1;
    Device bridge =
        new Device(index, name, Macs.bridge(number), mtu, true, null, List.of(), new Link.Bridge());
    return new Bridge(namespace.with(bridge), name, mtu, index + 1);
  }

  /** The namespace with the bridge, not yet with its ports. */
  public NetworkNamespace namespace() {
    return namespace;
  }

  /**
   * Plugs a namespace in.
   *
   * @param port name of the new port
   * @param inner where the wire leads
   * @param number the number of that namespace
   * @return the device at the inner end, up, of interface index 2
   */
  public Device plug(String port, DeviceRef inner, int number) {
    return plug(port, inner, number, 2);
  }

  /** As {@link #plug(String, DeviceRef, int)}, with the interface index of the inner end. */
  public Device plug(String port, DeviceRef inner, int number, int innerIndex) {
    return plug(port, inner, number, innerIndex, false);
  }

  /** As {@link #plug(String, DeviceRef, int, int)}, with hairpin mode on or off. */
  public Device plug(String port, DeviceRef inner, int number, int innerIndex, boolean hairpin) {
    int order = ports.size() + 1;
    ports.add(
        new Device(
            firstIndex + ports.size(),
            port,
            Macs.outer(number),
            mtu,
            true,
            new Device.BridgePort(name, order, hairpin),
            List.of(),
            new Link.Veth(inner)));
    DeviceRef outer = new DeviceRef(namespace.name(), port);
    Link.Veth wire = new Link.Veth(outer);
    return new Device(
        innerIndex, inner.device(), Macs.inner(number), mtu, true, null, List.of(), wire);
  }

  /** The ports on a namespace that holds the bridge. */
  public NetworkNamespace build(NetworkNamespace holder) {
    return holder.withAll(ports);
  }
}
