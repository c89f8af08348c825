package dev.podlane.cluster.placement;

/**
 * A port of the node that a pod takes.
 *
 * @param protocol TCP, UDP or SCTP
 * @param port the port
 * @param address the node's address it is limited to; empty or 0.0.0.0 for all
 */
public record HostPort(String protocol, int port, String address) {
  private static final String ALL = "0.0.0.0";

  public HostPort {
    address = address.isEmpty() ? ALL : address;
  }

  /** Returns true if both cannot be on one node (rule 20; HostPortInfo.CheckConflict). */
  boolean conflictsWith(HostPort other) {
    return port == other.port
        && protocol.equals(other.protocol)
        && (address.equals(ALL) || other.address.equals(ALL) || address.equals(other.address));
  }
}
