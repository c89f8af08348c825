package dev.podlane.compile.cni;

import dev.podlane.compile.wire.Wire;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RouteEdits;
import dev.podlane.net.route.Route;

/**
 * The bridge {@code cbr0} of a node, as the bridge plugin with {@code isGateway} and host-local
 * addresses makes it: the first address of the node's block is the bridge's own and the pods' way
 * out.
 *
 * @param name of the bridge
 * @param block the node's pod addresses, at most {@value #LONGEST_BLOCK} bits long
 * @param mtu of the bridge and every wire, in octets
 */
public record NodeBridge(String name, Prefix block, int mtu) {
  /** Name of the bridge, unless it is Docker's own. */
  public static final String NAME = "cbr0";

  /** Name of a pod's only device besides lo. */
  public static final String POD_DEVICE = "eth0";

  /** Longest prefix that leaves an address for a pod (rule 7). */
  public static final int LONGEST_BLOCK = 30;

  /** The pods' next hop. */
  public Ip gateway() {
    return block.network().plus(1);
  }

  /** Returns true if a pod here can have the address; one of the other family does not fit. */
  public boolean fits(Ip address) {
    return address.family() == block.network().family();
  }

  /**
   * A node with the bridge, which has no ports yet.
   *
   * @param identity of the bridge
   */
  public NetworkNamespace on(NetworkNamespace node, long identity) {
    int index = node.devices().size() + 1;
    return Addressing.add(
        node.with(Wire.bridge(name, index, mtu, identity)),
        name,
        new InterfaceAddress(gateway(), block.length()));
  }

  /** A sandbox with its end of a wire, and its address on it. */
  public NetworkNamespace attached(NetworkNamespace sandbox, Wire wire, Ip address) {
    return Addressing.add(
        sandbox.with(wire.innerEnd(2)), POD_DEVICE, new InterfaceAddress(address, block.length()));
  }

  /**
   * A pod that was attached, with its default route.
   *
   * @throws dev.podlane.net.ns.NetlinkException if the kernel refuses it
   */
  public NetworkNamespace routed(NetworkNamespace pod) {
    return RouteEdits.add(pod, Route.unicast(Prefix.DEFAULT_V4, gateway(), null, null, 0));
  }
}
