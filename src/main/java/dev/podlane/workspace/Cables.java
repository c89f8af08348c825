package dev.podlane.workspace;

import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.Objects;
import java.util.Optional;

/** Cuts cables and plugs them in. */
final class Cables {
  private Cables() {}

  /**
   * The network after a change of a cable.
   *
   * @throws ChangeException if the device is not there, or has no cable
   */
  static Network after(Network before, Event.CableChange change) {
    DeviceRef end = end(change.device());
    Link.Veth cable = cable(before, end);
    return with(with(before, end, change.plugged()), cable.peer(), change.plugged());
  }

  static DeviceRef end(String id) {
    int slash = id.lastIndexOf('/');
    return new DeviceRef(id.substring(0, Math.max(0, slash)), id.substring(slash + 1));
  }

  /**
   * The cable of a device.
   *
   * @throws ChangeException if the device is not there, or has no cable
   */
  static Link.Veth cable(Network network, DeviceRef end) {
    Optional<Device> device = network.device(end);
    if (device.isEmpty()) {
      throw ChangeException.of("event", "no-device", "" + end);
    }
    if (device.get().link() instanceof Link.Veth veth && network.device(veth.peer()).isPresent()) {
      return veth;
    }
    throw ChangeException.of("event", "no-cable", "" + end);
  }

  private static Network with(Network network, DeviceRef end, boolean plugged) {
    NetworkNamespace ns = Objects.requireNonNull(network.namespaces().get(end.namespace()));
    Device device = Objects.requireNonNull(ns.devices().get(end.device()));
    Link.Veth veth = (Link.Veth) device.link();
    return veth.plugged() == plugged
        ? network
        : network.with(ns.with(device.withLink(new Link.Veth(veth.peer(), plugged))));
  }
}
