package dev.podlane.workspace;

import dev.podlane.cluster.ObjectRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something in the input that is read, not simulated, and could change what a probe's walk shows.
 * Then nobody knows how the probe really ends.
 *
 * @param effect how it could change the walk
 * @param object what the input calls it; null for what lies outside the cluster
 * @param path the field that makes it count, such as {@code spec.podSelector}; empty if it is the
 *     object as a whole
 * @param concerns the pod, address or port that it is about, in words of the input
 */
public record Unsimulated(
    Effect effect, @Nullable ObjectRef object, String path, List<String> concerns) {
  /** How something can change a walk. */
  public enum Effect {
    /** A policy selects the sender and may forbid the packet. */
    EGRESS,
    /** A policy selects the receiver and may forbid the packet. */
    INGRESS,
    /** Decides what a node itself may send or receive. */
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
    /** A host outside the cluster; what answers there is not in the input. */
    OUTSIDE
  }

  public Unsimulated {
    concerns = List.copyOf(concerns);
  }
}
