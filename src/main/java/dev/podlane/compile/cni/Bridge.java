package dev.podlane.compile.cni;

import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;

/** A bridge being wired: gathers its ports, so that thousands of them cost one copy. */
final class Bridge {
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
  static Bridge in(NetworkNamespace namespace, String name, int mtu, int number) {
    int index = namespace.devices().size() + 1;
    Device bridge =
        new Device(index, name, Macs.bridge(number), mtu, true, null, List.of(), new Link.Bridge());
    return new Bridge(namespace.with(bridge), name, mtu, index + 1);
  }

  /** The namespace with the bridge, not yet with its ports. */
  NetworkNamespace namespace() {
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
  Device plug(String port, DeviceRef inner, int number) {
    int order = ports.size() + 1;
    ports.add(
        new Device(
            firstIndex + ports.size(),
            port,
            Macs.outer(number),
            mtu,
            true,
            new Device.BridgePort(name, order, false),
            List.of(),
            new Link.Veth(inner)));
    DeviceRef outer = new DeviceRef(namespace.name(), port);
    return new Device(
        2, inner.device(), Macs.inner(number), mtu, true, null, List.of(), new Link.Veth(outer));
  }

  /** The ports on a namespace that holds the bridge. */
  NetworkNamespace build(NetworkNamespace holder) {
    return holder.withAll(ports);
  }
}
