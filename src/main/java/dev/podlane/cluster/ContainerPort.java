package dev.podlane.cluster;

/**
 * A port a container says it listens on.
 *
 * @param name its name; empty if it has none
 * @param number 1 to 65535
 * @param protocol its protocol
 * @param hostPort the same on the node, 0 if none; for hostNetwork pods the port itself (rule 18)
 */
public record ContainerPort(String name, int number, Protocol protocol, int hostPort) {
  public ContainerPort {
    if (number < 1 || number > 65535 || hostPort < 0 || hostPort > 65535) {
      throw new IllegalArgumentException("port out of range: " + number + ", " + hostPort);
    }
  }
}
