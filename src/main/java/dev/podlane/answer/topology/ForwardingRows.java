package dev.podlane.answer.topology;

import dev.podlane.answer.NamespaceView.FdbView;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.ForwardingEntry;
import dev.podlane.net.ns.ElementIds;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;

/**
 * The entries of bridges and tunnels before any walk: their own addresses, and permanent entries.
 */
final class ForwardingRows {
  private ForwardingRows() {}

  static List<FdbView> of(NetworkNamespace namespace) {
    List<FdbView> rows = new ArrayList<>();
    for (Device device : namespace.devices().values()) {
      Device.BridgePort port = device.port();
      String mac = device.mac().toString();
      if (port != null) {
        rows.add(new FdbView(null, mac, device.name(), port.bridge(), null, "permanent"));
      } else if (namespace.isBridge(device.name())) {
        rows.add(new FdbView(null, mac, device.name(), device.name(), null, "permanent"));
      }
    }
    for (ForwardingEntry entry : namespace.forwarding()) {
      String bridge =
          namespace
              .device(entry.device())
              .flatMap(namespace::bridgeOf)
              .map(Device::name)
              .orElse(null);
      Ip remote = entry.remote();
      rows.add(
          new FdbView(
              ElementIds.forwarding(namespace.name(), entry),
              entry.mac().toString(),
              entry.device(),
              remote == null ? bridge : null,
              remote == null ? null : remote.toString(),
              remote == null ? "static" : "permanent"));
    }
    return rows;
  }
}
