package dev.podlane.compile;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.compile.docker.Note;
import java.util.List;
import java.util.Locale;

/**
 * Something a cluster says that its network cannot have, or that happened in it.
 *
 * @param kind kind of refusal; the sentence is the message {@code problem.compile.<kind>}
 * @param object the object that says it
 * @param item number of the ClusterNetwork's gateway route, or of the host's container or the event
 *     behind those, from 0; -1 if it is about the object
 * @param args values for the message's placeholders
 */
public record Refusal(Kind kind, ObjectRef object, int item, List<String> args) {
  /** The severity of a refusal. */
  public enum Weight {
    /** The input cannot be used at all. */
    ERROR,
    /** It works otherwise than meant. */
    WARNING,
    /** Nothing is wrong: it happened as the documents say. */
    EVENT
  }

  /** The kinds of refusals and notes. */
  public enum Kind {
    /** The kernel refuses a route of the gateway: destination, next hop, error message. */
    GATEWAY_ROUTE(true),
    /** The kernel refuses a node's default route: node, gateway, error message. */
    NODE_ROUTE(true),
    /** The kernel refuses a pod's default route: pod, gateway, error message. */
    POD_ROUTE(true),
    /** A block has no address for a pod: node, block. */
    BLOCK(true),
    /** A pod's node has no bridge its address fits: pod, address, node. */
    NO_BRIDGE(false),
    /** A container's port is taken: process, protocol, port, holder. */
    PORT_TAKEN(false),
    /** The kernel refuses a route of a host: host, destination, next hop, error message. */
    HOST_ROUTE(true),
    /** See {@link Note.Code#NO_SUBNET}; the others likewise. */
    DOCKER_NO_SUBNET(true),
    DOCKER_PORT_ALLOCATED(false),
    DOCKER_PORT_IN_USE(false),
    DOCKER_PORT_ADDRESS(false),
    DOCKER_JOIN_NOT_RUNNING(false),
    DOCKER_ADDRESS_TAKEN(false),
    DOCKER_NETWORK_FULL(false),
    DOCKER_BIND_FAILED(false),
    DOCKER_KILLED(Weight.EVENT),
    DOCKER_KILLED_OWNER(Weight.EVENT),
    DOCKER_KILLED_JOINER(Weight.EVENT),
    DOCKER_KILLED_ON_HOST(Weight.EVENT),
    DOCKER_STARTED_SAME(Weight.EVENT),
    DOCKER_STARTED_OTHER(Weight.EVENT),
    DOCKER_STARTED_AGAIN(Weight.EVENT),
    DOCKER_NOT_RUNNING(false),
    DOCKER_RUNS_ALREADY(false);

    private final Weight weight;

    Kind(boolean error) {
      this(error ? Weight.ERROR : Weight.WARNING);
    }

    Kind(Weight weight) {
      this.weight = weight;
    }

    /** Returns the severity. */
    public Weight weight() {
      return weight;
    }

    /** Returns the kind for a note of a Docker engine. */
    static Kind of(Note.Code code) {
      return valueOf("DOCKER_" + code.name());
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
