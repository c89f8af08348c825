package dev.podlane.cluster.object;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * A port a container says it listens on.
 *
 * @param name its name; empty if it has none
 * @param number 1 to 65535
 * @param protocol its protocol
 * @param hostPort the same on the node, 0 if none; for hostNetwork pods the port itself (rule 18)
 * @param hostIp the only address of the node that has {@code hostPort} (rule 19); null for all
 */
public record ContainerPort(
    String name, int number, Protocol protocol, int hostPort, @Nullable Ip hostIp) {
  public ContainerPort {
    if (number < 1 || number > 65535 || hostPort < 0 || hostPort > 65535) {
      throw new IllegalArgumentException("port out of range: " + number + ", " + hostPort);
    }
  }
}
