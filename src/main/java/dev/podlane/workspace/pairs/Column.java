package dev.podlane.workspace.pairs;

import dev.podlane.net.addr.Protocol;

/**
 * Receivers at a port.
 *
 * @param group the group they are of
 * @param members those of the group that are asked at this port
 * @param protocol TCP, UDP or SCTP
 * @param port 1 to 65535
 * @param source the reason why they are asked at this port
 */
public record Column(Group group, Group members, Protocol protocol, int port, Source source) {
  /** Reasons for a port. */
  public enum Source {
    /** It was asked about. */
    ASKED,
    /** Their containers declare it. */
    DECLARED,
    /** They declare none, and some port has to be taken. */
    ASSUMED
  }
}
