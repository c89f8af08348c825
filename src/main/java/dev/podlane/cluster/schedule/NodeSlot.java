package dev.podlane.cluster.schedule;

import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.read.Drafts.PodDraft;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A node, the number of pods on it and the host ports they take. */
final class NodeSlot {
  private static final String EVERYWHERE = "*";

  final Node node;
  private final Set<String> hostPorts = new HashSet<>();
  private int pods;

  NodeSlot(Node node) {
    this.node = node;
  }

  int pods() {
    return pods;
  }

  /** A pod with these containers comes. */
  void occupy(List<Container> containers) {
    pods++;
    // Each port for itself, and with the address it is limited to.
    for (ContainerPort port : hostPorts(containers)) {
      hostPorts.add(key(port));
      hostPorts.add(key(port) + "@" + (port.hostIp() == null ? EVERYWHERE : port.hostIp()));
    }
  }

  private static List<ContainerPort> hostPorts(List<Container> containers) {
    List<ContainerPort> found = new ArrayList<>(0);
    for (Container container : containers) {
      for (ContainerPort port : container.ports()) {
        if (port.hostPort() > 0) {
          found.add(port);
        }
      }
    }
    return found;
  }

  private static String key(ContainerPort port) {
    return port.hostPort() + "/" + port.protocol();
  }

  /** Rule 20: a port is taken if it is on the same address, or on all. */
  boolean hasPorts(PodDraft pod) {
    for (ContainerPort port : hostPorts(pod.spec().containers())) {
      boolean taken =
          port.hostIp() == null
              ? hostPorts.contains(key(port))
              : hostPorts.contains(key(port) + "@" + EVERYWHERE)
                  || hostPorts.contains(key(port) + "@" + port.hostIp());
      if (taken) {
        return false;
      }
    }
    return true;
  }
}
