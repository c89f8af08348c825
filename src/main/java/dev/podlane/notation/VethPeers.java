package dev.podlane.notation;

import dev.podlane.document.Fields;
import dev.podlane.net.link.DeviceRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pairs of veth ends; naming the peer on one end is enough. */
final class VethPeers {
  private final Map<DeviceRef, DeviceRef> peers = new HashMap<>();

  private VethPeers() {}

  /** Reads {@code peer: "namespace:device"} of all devices. */
  static VethPeers of(Map<String, Fields> namespaces) {
    VethPeers all = new VethPeers();
    namespaces.forEach(
        (ns, fields) -> {
          if (fields.has("devices")) {
            fields.map("devices").ifPresent(devices -> all.read(ns, devices, namespaces));
          }
        });
    return all;
  }

  private void read(String ns, Fields devices, Map<String, Fields> namespaces) {
    for (String name : devices.value().entries().keySet()) {
      Optional<Fields> device = devices.has(name) ? devices.map(name) : Optional.empty();
      device
          .filter(fields -> fields.has("peer"))
          .ifPresent(fields -> join(new DeviceRef(ns, name), fields, namespaces));
    }
  }

  private void join(DeviceRef end, Fields fields, Map<String, Fields> namespaces) {
    String text = fields.text("peer").orElse("");
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      fields.error("peer", "linux.bad-peer", text);
      return;
    }
    DeviceRef other = new DeviceRef(text.substring(0, colon), text.substring(colon + 1));
    boolean isThere =
        Optional.ofNullable(namespaces.get(other.namespace()))
            .filter(ns -> ns.has("devices"))
            .flatMap(ns -> ns.map("devices"))
            .filter(devices -> devices.value().get(other.device()).isPresent())
            .isPresent();
    boolean isFree =
        isOrNone(peers.get(end), other) && isOrNone(peers.get(other), end) && !end.equals(other);
    if (!isThere || !isFree) {
      fields.error("peer", isThere ? "linux.peer-taken" : "linux.bad-peer", text);
      return;
    }
    peers.put(end, other);
    peers.put(other, end);
  }

  private static boolean isOrNone(@Nullable DeviceRef known, DeviceRef wanted) {
    return known == null || known.equals(wanted);
  }

  /** The other end of a device. */
  Optional<DeviceRef> of(DeviceRef end) {
    return Optional.ofNullable(peers.get(end));
  }
}
