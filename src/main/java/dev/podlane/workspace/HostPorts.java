package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.Pod;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ports of nodes that the portmap plugin translates to a pod's (rule 19; containernetworking {@code
 * plugins/meta/portmap}). For one run of questions, by one thread.
 */
final class HostPorts {
  private final Cluster cluster;
  private @Nullable Map<Key, Target> known;

  private record Key(String node, Protocol protocol, int port) {}

  /**
   * A pod behind a port of its node.
   *
   * @param port the container's port, 1 to 65535
   * @param hostIp the only address of the node that has it; null for all
   */
  record Target(Pod pod, int port, @Nullable Ip hostIp) {}

  HostPorts(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * The pod behind a port of a node; null if none is.
   *
   * @param address the address of the node that is asked; null if it is not known
   */
  @Nullable Target at(String node, @Nullable Ip address, Protocol protocol, int port) {
    Map<Key, Target> all = known;
    if (all == null) {
      all = all();
      known = all;
    }
    Target found = all.get(new Key(node, protocol, port));
    Ip only = found == null ? null : found.hostIp();
    return only == null || only.equals(address) ? found : null;
  }

  private Map<Key, Target> all() {
    Map<Key, Target> all = new HashMap<>();
    for (Pod pod : cluster.pods()) {
      String node = pod.nodeName();
      if (node == null || pod.hostNetwork() || pod.isFinished()) {
        continue;
      }
      for (Container container : pod.containers()) {
        for (ContainerPort port : container.ports()) {
          if (port.hostPort() > 0) {
            Key key = new Key(node, port.protocol(), port.hostPort());
            all.putIfAbsent(key, new Target(pod, port.number(), port.hostIp()));
          }
        }
      }
    }
    return all;
  }
}
