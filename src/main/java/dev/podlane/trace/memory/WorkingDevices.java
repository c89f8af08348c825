package dev.podlane.trace.memory;

import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.ns.Network;

/** The devices of a network on which learned entries outlive a change of the network. */
record WorkingDevices(Network network) {
  /** Returns true if a device is there, up and has carrier. */
  boolean has(String namespace, String device) {
    return network
        .device(new DeviceRef(namespace, device))
        .filter(found -> found.up() && network.hasCarrier(found))
        .isPresent();
  }

  /** Returns true if the device is a working port of the bridge of an entry. */
  boolean hasPort(ForwardingTables.Key key, String port) {
    return has(key.namespace(), port)
        && network
            .namespace(key.namespace())
            .flatMap(ns -> ns.device(port).flatMap(ns::bridgeOf))
            .filter(bridge -> bridge.name().equals(key.bridge()))
            .isPresent();
  }
}
