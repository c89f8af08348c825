package dev.podlane.net.ns;

import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.Link;
import dev.podlane.net.shared.SharedMap;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All namespaces of a network, a value: changing one gives another network.
 *
 * @param namespaces by name, in the order they were made
 */
public record Network(Map<String, NetworkNamespace> namespaces) {
  public Network {
    namespaces = SharedMap.copyOf(namespaces);
  }

  /** A network of these namespaces. */
  public static Network of(Collection<NetworkNamespace> all) {
    Map<String, NetworkNamespace> byName = new LinkedHashMap<>();
    all.forEach(each -> byName.put(each.name(), each));
    return new Network(byName);
  }

  /** The namespace of this name, if there is one. */
  public Optional<NetworkNamespace> namespace(String name) {
    return Optional.ofNullable(namespaces.get(name));
  }

  /** The device named, if there is one. */
  public Optional<Device> device(DeviceRef ref) {
    NetworkNamespace ns = namespaces.get(ref.namespace());
    return ns == null ? Optional.empty() : ns.device(ref.device());
  }

  /** This network with one namespace added or replaced. */
  public Network with(NetworkNamespace changed) {
    return new Network(SharedMap.copyOf(namespaces).with(changed));
  }

  /**
   * Names of the namespaces that are other objects than in a network this one was made from, in
   * order. Takes no longer than the change was large, as long as no namespace was added since.
   */
  public Collection<String> changedSince(Network before) {
    return SharedMap.copyOf(namespaces).changedSince(SharedMap.copyOf(before.namespaces));
  }

  /** Whether a device has a carrier: a veth needs its peer there and up. */
  public boolean hasCarrier(Device device) {
    if (!(device.link() instanceof Link.Veth veth)) {
      return true;
    }
    Optional<Device> peer = device(veth.peer());
    return peer.isPresent() && peer.get().up();
  }
}
