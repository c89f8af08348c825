package dev.podlane.lab;

import dev.podlane.lab.ScriptText.Raw;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The names of namespaces and devices on the real kernel. A namespace is {@code podlane-PID-N},
 * variable {@code $nN} of the script: names of users stand in comments only. No index of a device
 * is used twice, as a veth whose two ends have the same one comes up as much as a second late
 * (linkwatch_urgent_event).
 */
final class LabNames {
  /** Above those of devices that modules put into every new namespace. */
  private static final int FIRST_INDEX = 101;

  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final Map<DeviceRef, Integer> indexes = new LinkedHashMap<>();

  LabNames(Network network) {
    for (NetworkNamespace ns : network.namespaces().values()) {
      numbers.put(ns.name(), numbers.size() + 1);
      for (Device device : ns.devices().values()) {
        indexes.put(new DeviceRef(ns.name(), device.name()), FIRST_INDEX + indexes.size());
      }
    }
  }

  int count() {
    return numbers.size();
  }

  boolean has(String namespace) {
    return numbers.containsKey(namespace);
  }

  int number(String namespace) {
    return Objects.requireNonNull(numbers.get(namespace), namespace);
  }

  Raw variable(String namespace) {
    return new Raw("$n" + number(namespace));
  }

  int index(String namespace, String device) {
    return Objects.requireNonNull(indexes.get(new DeviceRef(namespace, device)));
  }
}
