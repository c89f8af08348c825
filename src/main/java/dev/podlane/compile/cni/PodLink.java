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

/** The way the pods of one node are plugged in: all of it is known without building a namespace. */
public interface PodLink {
  /** Name of a pod's only device besides lo. */
  String POD_DEVICE = "eth0";

  /** Largest IP packet of the pods' wires, in octets. */
  int mtu();

  /** The pods' next hop. */
  Ip gateway();

  /** Name of the bridge that holds the ports; null if each pod's wire ends on its own. */
  default @Nullable String bridge() {
    return null;
  }

  /** The block by whose addresses the ports are numbered. */
  Prefix numbering();

  /** Returns true if a pod here can have the address; one of the other family does not fit. */
  default boolean fits(Ip address) {
    return address.family() == gateway().family();
  }

  /** The pod's address with the length of its network. */
  InterfaceAddress address(Ip pod);

  /**
   * The name of a pod's end on the node.
   *
   * @param names of this node
   * @param sandbox the pod's path, another one for each sandbox
   */
  default String port(DeviceNames names, Pod pod, String sandbox) {
    return names.veth(sandbox);
  }

  /** The node's end of a pod's wire, up. */
  default Device outerEnd(Wire wire, int index) {
    return wire.outerEnd(null, index, false);
  }

  /**
   * A pod that has its device and address, with its routes.
   *
   * @throws dev.podlane.net.ns.NetlinkException if the kernel refuses one
   */
  NetworkNamespace routed(NetworkNamespace pod, Ip own, Wire wire);

  /**
   * Returns true if the kernel is certain to take the routes of a pod with that address; false is
   * no harm.
   */
  boolean isSurelyRouted(Ip own);
}
