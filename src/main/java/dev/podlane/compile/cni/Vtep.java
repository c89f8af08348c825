package dev.podlane.compile.cni;

import dev.podlane.cluster.object.Node;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.ForwardingEntry;
import dev.podlane.net.link.Link;
import dev.podlane.net.link.Neighbour;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.MacPlan;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The VXLAN device that flannel and Calico give each node: it learns nothing, since the plugin
 * enters the hardware address and the node of every other one.
 *
 * @param name of the device
 * @param vni identifier of the network
 * @param port UDP port
 * @param mtu in octets
 */
record Vtep(String name, int vni, int port, int mtu) {
  /** A node's MTU less the headers that go round an inner packet. */
  static int mtu(int outer) {
    return Math.max(Wires.SMALLEST_MTU, outer - Link.Vxlan.OVERHEAD);
  }

  /** A node with the device, which has that address alone, or none. */
  NetworkNamespace on(Site site, NetworkNamespace node, @Nullable Ip address) {
    Link link =
        new Link.Vxlan(
            vni, site.node().internalIp(), null, Segment.NIC, port, false, Link.Vxlan.Df.UNSET);
    int index = node.devices().size() + 1;
    Mac mac = mac(site, site.node());
    Device device = new Device(index, name, mac, mtu, true, null, List.of(), link);
    NetworkNamespace now = node.with(device);
    return address == null
        ? now
        : Addressing.add(now, name, new InterfaceAddress(address, Wires.HOST));
  }

  private Mac mac(Site site, Node node) {
    return MacPlan.bridge(site.identities().applyAsLong(node.name() + "/" + name));
  }

  /**
   * Enters what is known of other nodes.
   *
   * @param addresses addresses of their devices, in the same order
   */
  NetworkNamespace knowing(
      Site site, NetworkNamespace node, List<OtherNodes.Way> ways, List<Ip> addresses) {
    List<ForwardingEntry> forwarding = new ArrayList<>(node.forwarding());
    List<Neighbour> neighbours = new ArrayList<>(node.neighbours());
    for (int i = 0; i < ways.size(); i++) {
      Mac mac = mac(site, ways.get(i).node());
      forwarding.add(new ForwardingEntry(name, mac, ways.get(i).address()));
      neighbours.add(new Neighbour(name, addresses.get(i), mac));
    }
    return node.withForwarding(forwarding).withNeighbours(neighbours);
  }
}
