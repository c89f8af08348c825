package dev.podlane.compile.cni;

import dev.podlane.compile.wire.Wire;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RouteEdits;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.TableNames;

/**
 * A wire between each pod and the node itself, as the ptp plugin makes it (containernetworking/
 * plugins {@code plugins/main/ptp/ptp.go}): the node's ends all have the first address of the
 * block.
 *
 * @param block the node's pod addresses
 * @param mtu of every wire, in octets
 */
record PointToPoint(Prefix block, int mtu) implements BlockLink {
  /** The connected route of the block goes: other pods are behind the gateway, too. */
  @Override
  public NetworkNamespace routed(NetworkNamespace pod, Ip own, Wire wire) {
    NetworkNamespace now =
        RouteEdits.add(pod, Route.unicast(Prefix.DEFAULT_V4, gateway(), null, null, 0));
    now = RouteEdits.remove(now, TableNames.MAIN, block, row -> row.via() == null);
    Prefix hop = Prefix.host(gateway());
    now = RouteEdits.add(now, Route.unicast(hop, null, POD_DEVICE, own, 0));
    return RouteEdits.add(now, Route.unicast(block, gateway(), POD_DEVICE, own, 0));
  }
}
