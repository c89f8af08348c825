package dev.podlane.workspace;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.Service;
import dev.podlane.net.addr.Ip;
import org.jspecify.annotations.Nullable;

/** An end of a packet as policies see it. */
sealed interface PolicyEnd {
  /** A pod with a network of its own. */
  record OfPod(Pod pod) implements PolicyEnd {}

  /**
   * A node or a hostNetwork pod on it.
   *
   * @param bound the one of its addresses that was named, where it is not one of its status: its
   *     bridge's or its tunnel's; null for that which it takes
   */
  record OfNode(Node node, @Nullable Ip bound) implements PolicyEnd {
    OfNode(Node node) {
      this(node, null);
    }
  }

  /** An address that neither a pod nor a node has. */
  record At(Ip address) implements PolicyEnd {}

  /**
   * A Service.
   *
   * @param address the address by which it is asked; {@link Ip#ANY} if its name is
   * @param inside true if that is its cluster IP
   */
  record OfService(Service service, Ip address, boolean inside) implements PolicyEnd {}

  /** The sender itself. */
  record Itself() implements PolicyEnd {}

  /** An end of which a fact is missing. */
  record Open(String missing) implements PolicyEnd {}
}
