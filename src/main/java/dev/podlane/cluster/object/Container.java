package dev.podlane.cluster.object;

import java.util.List;

/**
 * A container that runs as long as its pod.
 *
 * @param name its name
 * @param image its image; empty if none is written
 * @param ports the ports it declares, in the order of the text
 * @param sidecar true for an init container with restartPolicy Always (rule 13)
 */
public record Container(String name, String image, List<ContainerPort> ports, boolean sidecar) {
  public Container {
    ports = List.copyOf(ports);
  }
}
