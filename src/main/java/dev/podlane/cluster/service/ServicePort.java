package dev.podlane.cluster.service;

import dev.podlane.net.addr.Protocol;

/**
 * A port of a Service (rule 23).
 *
 * @param name empty if it has none
 * @param protocol TCP unless written
 * @param port 1 to 65535
 * @param target the pods' port, the same as {@code port} unless written; 0 if {@code targetName}
 *     says it
 * @param targetName the name of the pods' port (rule 25); empty if {@code target} says it
 * @param nodePort the port on every node; 0 if it has none
 */
public record ServicePort(
    String name, Protocol protocol, int port, int target, String targetName, int nodePort) {
  /** This port with another port on every node. */
  public ServicePort onNodes(int number) {
    return new ServicePort(name, protocol, port, target, targetName, number);
  }
}
