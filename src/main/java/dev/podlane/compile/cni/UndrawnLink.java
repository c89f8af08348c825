package dev.podlane.compile.cni;

import dev.podlane.cluster.object.Pod;
import dev.podlane.compile.wire.DeviceNames;
import dev.podlane.compile.wire.Wire;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import org.jspecify.annotations.Nullable;

/**
 * A wire to each pod of which only the ends are known.
 *
 * @param prefix first characters of the node's ends
 * @param pool the pod network
 * @param mtu of every wire, in octets
 */
record UndrawnLink(String prefix, Prefix pool, int mtu) implements PodLink {
  @Override
  public Ip gateway() {
    return pool.network();
  }

  @Override
  public @Nullable String bridge() {
    return null;
  }

  @Override
  public Prefix numbering() {
    return pool;
  }

  @Override
  public InterfaceAddress address(Ip pod) {
    return new InterfaceAddress(pod, Wires.HOST);
  }

  @Override
  public String port(DeviceNames names, Pod pod, String sandbox) {
    return names.ofPod(prefix, pod.namespace() + "." + pod.name());
  }

  @Override
  public Device outerEnd(Wire wire, int index) {
    return wire.outerEnd(null, index, false);
  }

  /** The plugin's routes lead to its own programs. */
  @Override
  public NetworkNamespace routed(NetworkNamespace pod, Ip own, Wire wire) {
    return pod;
  }

  @Override
  public boolean isSurelyRouted(Ip own) {
    return true;
  }
}
