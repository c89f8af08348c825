package dev.podlane.compile.cni;

import dev.podlane.compile.wire.Wire;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RouteEdits;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.TableNames;
import org.jspecify.annotations.Nullable;

/**
 * A wire between each pod and the node itself, as the ptp plugin makes it (containernetworking/
 * plugins {@code plugins/main/ptp/ptp.go}): the node's ends all have the first address of the
 * block.
 *
 * @param block the node's pod addresses
 * @param mtu of every wire, in octets
 */
record PointToPoint(Prefix block, int mtu) implements PodLink {
  @Override
  public Ip gateway() {
    return block.network().plus(1);
  }

  @Override
  public @Nullable String bridge() {
    return null;
  }

  @Override
  public Prefix numbering() {
    return block;
  }

  @Override
  public InterfaceAddress address(Ip pod) {
    return new InterfaceAddress(pod, block.length());
  }

  @Override
  public Device outerEnd(Wire wire, int index) {
    return wire.outerEnd(null, index, false);
  }

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

  @Override
  public boolean isSurelyRouted(Ip own) {
    return block.length() <= NodeBridge.LONGEST_BLOCK
        && block.contains(own)
        && !gateway().equals(own)
        && !own.equals(block.network())
        && !own.equals(block.last());
  }
}
