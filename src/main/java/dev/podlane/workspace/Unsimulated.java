package dev.podlane.workspace;

import dev.podlane.cluster.object.ObjectRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something in the input that is read, not simulated, and could change a probe's walk. The real
 * outcome is then unknown.
 *
 * @param effect possible effect on the walk
 * @param object name in the input; null for a host outside the cluster
 * @param path the field that makes it count, such as {@code spec.podSelector}; empty if it is the
 *     object as a whole
 * @param concerns the pod, address or port that it is about, in words of the input
 */
public record Unsimulated(
    Effect effect, @Nullable ObjectRef object, String path, List<String> concerns) {
  /** The possible effects on a walk. */
  public enum Effect {
    /** A policy selects the sender and may forbid the packet. */
    EGRESS,
    /** A policy selects the receiver and may forbid the packet. */
    INGRESS,
    /** Decides which packets a node itself may send or receive. */
    NODE_FIREWALL,
    /** Decides where packets of pods go. */
    REDIRECT,
    /** Says how packets travel between pods. */
    POD_NETWORK,
    /** A setting of the network. */
    SETTING,
    /** A Service is meant by its name. */
    SERVICE,
    /** The address is a Service's: packets to it go to one of its endpoints. */
    SERVICE_ADDRESS,
    /** The port of the node is a Service's. */
    NODE_PORT,
    /** A route or an annotation that may take an HTTP request. */
    ROUTE,
    /** A host outside the cluster; its answers are not in the input. */
    OUTSIDE,
    /** A host beyond the nodes' networks, which have nothing in common. */
    NODE_NETWORK,
    /** A name outside the cluster that nobody has told. */
    NAME_OUTSIDE,
    /** A plugin of the DNS server that could change the answer. */
    NAME_PLUGIN,
    /** The program that would answer is none that is known. */
    NAME_PROGRAM,
    /** The configuration of the DNS server cannot be read. */
    NAME_CONFIGURATION,
    /** The Service of the API server, which every cluster has and the documents do not hold. */
    NAME_API_SERVER,
    /** A bound of the resolution was reached. */
    NAME_LIMIT
  }

  /** The code of the cause that an outcome has if this is the first that could change it. */
  public String code() {
    return switch (effect) {
      case OUTSIDE, NAME_OUTSIDE -> "outside";
      case NODE_NETWORK -> "fact-missing";
      default -> "not-simulated";
    };
  }

  public Unsimulated {
    concerns = List.copyOf(concerns);
  }
}
