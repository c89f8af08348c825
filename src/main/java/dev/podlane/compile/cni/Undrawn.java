package dev.podlane.compile.cni;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.Node;
import org.jspecify.annotations.Nullable;

/**
 * A plugin whose own programs decide about every packet of a pod: eBPF programs of Cilium, flows of
 * Antrea's Open vSwitch. Pods have their devices and addresses; nothing is made that would stand
 * for the programs, and walks of pods are unknown.
 */
public final class Undrawn implements PodNetwork {
  private final PodLink link;

  /**
   * The network of a cluster.
   *
   * @param prefix first characters of the node's ends of the pods' wires
   */
  public Undrawn(ClusterNetwork network, String prefix) {
    this.link = new UndrawnLink(prefix, network.podCidr(), network.mtu());
  }

  @Override
  public @Nullable PodLink link(Node node) {
    return node.internalIp() == null ? null : link;
  }
}
