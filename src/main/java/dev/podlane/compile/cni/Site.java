package dev.podlane.compile.cni;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.net.addr.Ip;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A node where a plugin works.
 *
 * @param node the node
 * @param link the way its pods are plugged in
 * @param all its pods that have a network, those of the node's own network among them
 * @param ports those that are plugged in, in their order
 * @param identities of bridges and tunnels, by {@code node/device}
 */
public record Site(
    Node node, PodLink link, List<Pod> all, List<Port> ports, ToLongFunction<String> identities) {
  /** Copies its lists. */
  public Site {
    all = List.copyOf(all);
    ports = List.copyOf(ports);
  }

  /**
   * A pod that is plugged in.
   *
   * @param device its end on the node
   */
  public record Port(Pod pod, Ip address, String device) {}

  /** The identity of a device of this node. */
  public long identity(String device) {
    return identities.applyAsLong(node.name() + "/" + device);
  }
}
