package dev.podlane.cluster.placement;

import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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

  /** Those of containers. */
  public static List<HostPort> of(List<Container> containers) {
    List<HostPort> found = new ArrayList<>(0);
    for (Container container : containers) {
      for (ContainerPort port : container.ports()) {
        if (port.hostPort() > 0) {
          String protocol = port.protocol().name().toUpperCase(Locale.ROOT);
          String address = port.hostIp() == null ? "" : port.hostIp().toString();
          found.add(new HostPort(protocol, port.hostPort(), address));
        }
      }
    }
    return found;
  }

  /** Returns true if both cannot be on one node (rule 20; HostPortInfo.CheckConflict). */
  boolean conflictsWith(HostPort other) {
    return port == other.port
        && protocol.equals(other.protocol)
        && (address.equals(ALL) || other.address.equals(ALL) || address.equals(other.address));
  }
}
