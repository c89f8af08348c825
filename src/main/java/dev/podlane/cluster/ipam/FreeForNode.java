package dev.podlane.cluster.ipam;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.read.ClusterNetworkReader;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Blocks and addresses that nobody has, for a node that joins a running cluster (rules 1 to 5). */
public final class FreeForNode {
  private FreeForNode() {}

  /**
   * The first free block of the pod network; empty if it is used up.
   *
   * @param taken blocks of other nodes, and those in which somebody still has an address
   */
  public static Optional<Prefix> block(ClusterNetwork network, Collection<Prefix> taken) {
    BlockAllocator allocator = new BlockAllocator(network.podCidr(), network.nodeMaskSize());
    allocator.occupy(network.serviceCidr());
    taken.forEach(allocator::occupy);
    return allocator.next();
  }

  /** The first free address of the nodes' network; empty if it is used up. */
  public static Optional<Ip> address(ClusterNetwork network, Set<Ip> taken) {
    Ip ip = network.nodeCidr().network().plus(1);
    while (ClusterNetworkReader.isHost(network.nodeCidr(), ip)) {
      if (!ip.equals(network.gateway()) && !taken.contains(ip)) {
        return Optional.of(ip);
      }
      ip = ip.plus(1);
    }
    return Optional.empty();
  }
}
