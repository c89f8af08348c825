package dev.podlane.compile.cni;

import dev.podlane.compile.wire.Wire;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RouteEdits;
import dev.podlane.net.route.Route;
import org.jspecify.annotations.Nullable;

/**
 * The bridge of a node, as the bridge plugin with {@code isGateway} and host-local addresses makes
 * it: the first address of the node's block is the bridge's own and the pods' way out.
 *
 * @param name of the bridge
 * @param block the node's pod addresses, at most {@value #LONGEST_BLOCK} bits long
 * @param mtu of the bridge and every wire, in octets
 * @param hairpin true if a packet may leave the bridge by the port it came in by
 * @param toPods network to which pods have a route of its own besides the default one; null if none
 */
public record NodeBridge(
    String name, Prefix block, int mtu, boolean hairpin, @Nullable Prefix toPods)
    implements BlockLink {
  /** Longest prefix that leaves an address for a pod (rule 7). */
  public static final int LONGEST_BLOCK = 30;

  /** A bridge of that block; null if the block leaves no address for a pod. */
  public static @Nullable NodeBridge of(
      String name, @Nullable Prefix block, int mtu, boolean hairpin, @Nullable Prefix toPods) {
    return block != null && isUsable(block)
        ? new NodeBridge(name, block, mtu, hairpin, toPods)
        : null;
  }

  /** Returns true if a block has addresses for pods. */
  public static boolean isUsable(Prefix block) {
    return block.length() <= LONGEST_BLOCK && block.network().isV4();
  }

  @Override
  public String bridge() {
    return name;
  }

  /** A node with the bridge, which has no ports yet. */
  public NetworkNamespace on(Site site, NetworkNamespace node) {
    int index = node.devices().size() + 1;
    return Addressing.add(
        node.with(Wire.bridge(name, index, mtu, site.identity(name))),
        name,
        new InterfaceAddress(gateway(), block.length()));
  }

  @Override
  public Device outerEnd(Wire wire, int index) {
    return wire.outerEnd(name, index, hairpin);
  }

  /** The default route, and flannel's to the pod network before it. */
  @Override
  public NetworkNamespace routed(NetworkNamespace pod, Ip own, Wire wire) {
    NetworkNamespace now =
        RouteEdits.add(pod, Route.unicast(Prefix.DEFAULT_V4, gateway(), null, null, 0));
    if (toPods == null || toPods.equals(block)) {
      return now;
    }
    return RouteEdits.add(now, Route.unicast(toPods, gateway(), null, null, 0));
  }
}
