package dev.podlane.net.ns;

import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ports of the bridges of a namespace, sorted once. */
final class BridgePorts {
  private final Map<String, List<Device>> newestFirst = new HashMap<>();
  private final Map<String, Set<Mac>> macs = new HashMap<>();

  BridgePorts(Collection<Device> devices) {
    Map<String, List<Device>> byBridge = new HashMap<>();
    for (Device device : devices) {
      Device.BridgePort port = device.port();
      if (port != null) {
        byBridge.computeIfAbsent(port.bridge(), any -> new ArrayList<>()).add(device);
        macs.computeIfAbsent(port.bridge(), any -> new HashSet<>()).add(device.mac());
      }
    }
    byBridge.forEach(
        (bridge, ports) -> {
          ports.sort(Device.NEWEST_PORT_FIRST);
          newestFirst.put(bridge, List.copyOf(ports));
        });
  }

  List<Device> of(String bridge) {
    return newestFirst.getOrDefault(bridge, List.of());
  }

  boolean has(String bridge, Mac mac) {
    Set<Mac> known = macs.get(bridge);
    return known != null && known.contains(mac);
  }
}
