package dev.podlane.compile.wire;

import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.MacPlan;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/** A bridge being wired: gathers its ports, so that thousands of them cost one copy. */
public final class Bridge {
  private final NetworkNamespace namespace;
  private final String name;
  private final int mtu;
  private final IntSupplier indexes;
  private final List<Device> ports = new ArrayList<>();

  private Bridge(NetworkNamespace namespace, String name, int mtu, IntSupplier indexes) {
    this.namespace = namespace;
    this.name = name;
    this.mtu = mtu;
    this.indexes = indexes;
  }

  /** Adds a bridge without addresses, up, to a namespace of that number. */
  public static Bridge in(NetworkNamespace namespace, String name, int mtu, int number) {
    PrimitiveIterator.OfInt indexes =
        IntStream.iterate(namespace.devices().size() + 1, index -> index + 1).iterator();
    return in(namespace, name, mtu, number, indexes::nextInt);
  }

  /**
   * As {@link #in(NetworkNamespace, String, int, int)}.
   *
   * @param indexes interface indexes that no other device of the namespace has
   */
  public static Bridge in(
      NetworkNamespace namespace, String name, int mtu, int number, IntSupplier indexes) {
    int index = indexes.getAsInt();
    Device bridge =
        new Device(
            index, name, MacPlan.bridge(number), mtu, true, null, List.of(), new Link.Bridge());
    return new Bridge(namespace.with(bridge), name, mtu, indexes);
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
            indexes.getAsInt(),
            port,
            MacPlan.outer(number),
            mtu,
            true,
            new Device.BridgePort(name, order, hairpin),
            List.of(),
            new Link.Veth(inner)));
    DeviceRef outer = new DeviceRef(namespace.name(), port);
    Link.Veth wire = new Link.Veth(outer);
    return new Device(
        innerIndex, inner.device(), MacPlan.inner(number), mtu, true, null, List.of(), wire);
  }

  /** The ports on a namespace that holds the bridge. */
  public NetworkNamespace build(NetworkNamespace holder) {
    return holder.withAll(ports);
  }
}
