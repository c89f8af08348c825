package dev.podlane.compile.cni;

import dev.podlane.compile.wire.Wire;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Neighbour;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RouteEdits;
import dev.podlane.net.route.Route;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wire to each pod whose address stands alone, behind the next hop 169.254.1.1, which no device
 * has: with Calico the node answers for it by proxy ARP (projectcalico/calico {@code
 * cni-plugin/pkg/dataplane/linux}), with Amazon's plugin the pod has a permanent neighbour entry.
 *
 * @param prefix first characters of the node's ends, before a hash of the pod's name
 * @param pool the pod network
 * @param mtu of every wire, in octets
 * @param mac hardware address of all of the node's ends; null if each has its own
 * @param neighbour true if pods have an entry for the next hop
 */
record HostOnly(String prefix, Prefix pool, int mtu, @Nullable Mac mac, boolean neighbour)
    implements AloneLink {
  private static final Ip GATEWAY = Ip.parse("169.254.1.1");

  @Override
  public Ip gateway() {
    return GATEWAY;
  }

  @Override
  public Device outerEnd(Wire wire, int index) {
    Device end = wire.outerEnd(null, index, false);
    return mac == null ? end : end.withMac(mac);
  }

  @Override
  public NetworkNamespace routed(NetworkNamespace pod, Ip own, Wire wire) {
    Prefix hop = Prefix.host(GATEWAY);
    NetworkNamespace now = RouteEdits.add(pod, Route.unicast(hop, null, POD_DEVICE, null, 0));
    now = RouteEdits.add(now, Route.unicast(Prefix.DEFAULT_V4, GATEWAY, POD_DEVICE, null, 0));
    if (!neighbour) {
      return now;
    }
    List<Neighbour> neighbours = new ArrayList<>(now.neighbours());
    Mac end = wire.outerEnd(null, 1, false).mac();
    neighbours.add(new Neighbour(POD_DEVICE, GATEWAY, mac == null ? end : mac));
    return now.withNeighbours(neighbours);
  }

  @Override
  public boolean isSurelyRouted(Ip own) {
    return !own.equals(GATEWAY);
  }
}
