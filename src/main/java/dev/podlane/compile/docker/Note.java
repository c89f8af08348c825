package dev.podlane.compile.docker;

import java.util.List;
import java.util.Locale;

/**
 * Something a Docker engine did or would not do.
 *
 * @param code code of the note
 * @param item number of the container, or of the event behind those, from 0; -1 for the host itself
 * @param args values for the placeholders of the sentence
 */
public record Note(Code code, int item, List<String> args) {
  /** The codes of notes. */
  public enum Code {
    /** The engine has no free subnet left for a network: network. */
    NO_SUBNET,
    /** Another container's port is published there: container, place, holder. */
    PORT_ALLOCATED,
    /** A process of the host listens there: container, place, process. */
    PORT_IN_USE,
    /** The host has no such address to publish on: container, place. */
    PORT_ADDRESS,
    /** No container of that name runs whose namespace could be joined: container, other. */
    JOIN_NOT_RUNNING,
    /** The wanted address is not free: container, address, network. */
    ADDRESS_TAKEN,
    /** A network has no address left: container, network. */
    NETWORK_FULL,
    /** A process cannot listen: container, port, errno, listener. */
    BIND_FAILED,
    /**
     * A container with a namespace of its own is gone, and the namespace too: container, address.
     */
    KILLED,
    /** As {@link #KILLED}, but others live on in the namespace: container, address, others. */
    KILLED_OWNER,
    /** A container that had joined is gone: container, whose namespace it was. */
    KILLED_JOINER,
    /** A container in the host's namespace is gone: container. */
    KILLED_ON_HOST,
    /** A container runs again with the address it had: container, address, port. */
    STARTED_SAME,
    /** A container runs again with another address: container, address, port, address before. */
    STARTED_OTHER,
    /** A container runs that did not before, or that has no address of its own: container. */
    STARTED_AGAIN,
    /** The container to be killed does not run: container. */
    NOT_RUNNING,
    /** The container to be started already runs: container. */
    RUNS_ALREADY;

    /** The code used in messages, such as {@code port-allocated}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Copies its list. */
  public Note {
    args = List.copyOf(args);
  }
}
