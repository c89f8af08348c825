package dev.podlane.compile;

import dev.podlane.cluster.ObjectRef;
import java.util.List;
import java.util.Locale;

/**
 * Something a cluster says that its network cannot have.
 *
 * @param kind what is refused; the sentence is the message {@code problem.compile.<kind>}
 * @param object the object that says it
 * @param item which of the ClusterNetwork's gateway routes, from 0; -1 if it is about the object
 * @param args values for the message's placeholders
 */
public record Refusal(Kind kind, ObjectRef object, int item, List<String> args) {
  /** What can be refused. */
  public enum Kind {
    /** The kernel does not take a route of the gateway: destination, next hop, what it says. */
    GATEWAY_ROUTE(true),
    /** The kernel does not take a node's default route: node, gateway, what it says. */
    NODE_ROUTE(true),
    /** The kernel does not take a pod's default route: pod, gateway, what it says. */
    POD_ROUTE(true),
    /** A block has no address for a pod: node, block. */
    BLOCK(true),
    /** A pod's node has no bridge its address fits: pod, address, node. */
    NO_BRIDGE(false),
    /** A container's port is taken: process, protocol, port, who has it. */
    PORT_TAKEN(false);

    private final boolean error;

    Kind(boolean error) {
      this.error = error;
    }

    /** Whether what was said cannot be used at all. */
    public boolean isError() {
      return error;
    }

    /** The code used in messages, such as {@code gateway-route}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Refusal {
    args = List.copyOf(args);
  }

  static Refusal of(Kind kind, ObjectRef object, String... args) {
    return new Refusal(kind, object, -1, List.of(args));
  }
}
