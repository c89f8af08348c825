package dev.podlane.cluster.influence;

import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The packets that something decides about. */
public sealed interface Reach {
  /**
   * Packets that nodes send or receive themselves, as a firewall of the host sees them.
   *
   * @param node the only node; null for every node that the labels select
   * @param nodes selects nodes by label
   * @param directions directions that it can deny
   * @param local true if packets between the node and its own pods count
   */
  record OfNodes(
      @Nullable String node, LabelSelector nodes, Set<Direction> directions, boolean local)
      implements Reach {
    public OfNodes {
      directions = Collections.unmodifiableSet(new TreeSet<>(directions));
    }
  }

  /** Packets from pods to the node they are on. */
  record PodsToOwnNode() implements Reach {}

  /**
   * Packets between pods of different nodes.
   *
   * @param pods block of the pods' addresses; null for all
   */
  record BetweenNodes(@Nullable Prefix pods) implements Reach {}

  /**
   * Packets of pods to an address.
   *
   * @param ports those it is about, in any protocol; empty for all
   */
  record ToAddress(Ip address, List<Integer> ports) implements Reach {
    public ToAddress {
      ports = List.copyOf(ports);
    }
  }

  /**
   * Packets that leave the pod network.
   *
   * @param namespace of the pods that send; empty for all
   * @param destinations destinations of the packets; null if they cannot be read
   */
  record LeavingPods(String namespace, @Nullable List<Prefix> destinations) implements Reach {
    public LeavingPods {
      destinations = destinations == null ? null : List.copyOf(destinations);
    }
  }

  /** All packets of nodes, and of the pods on them. */
  record OnNodes(Set<String> names) implements Reach {
    public OnNodes {
      names = Collections.unmodifiableSet(new TreeSet<>(names));
    }
  }

  /** Packets that a node forwards. */
  record Forwarded() implements Reach {}

  /**
   * Packets between a pod and whatever else is in the networks of pods and nodes, but its own node
   * and the pods on it.
   */
  record OffNode() implements Reach {}

  /** All packets of pods with a network of their own. */
  record OfPods() implements Reach {}
}
