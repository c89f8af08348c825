package dev.podlane.compile.kubelet;

import dev.podlane.cluster.Container;
import dev.podlane.cluster.ContainerPort;
import dev.podlane.cluster.Pod;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sockets that containers open. A manifest only says what a container means to open (rule 12);
 * of a healthy pod it is taken at its word.
 */
public final class ContainerSockets {
  private ContainerSockets() {}

  /**
   * A namespace in which containers have started.
   *
   * @param namespace with their sockets, and those they could not open because the port was taken
   *     (rule 11)
   * @param wanted every socket they tried to open, and for which pod, in that order
   */
  public record Started(NetworkNamespace namespace, Map<Listener, Pod> wanted) {
    public Started {
      wanted = Collections.unmodifiableMap(new LinkedHashMap<>(wanted));
    }
  }

  /**
   * Starts the containers of pods, in their order.
   *
   * @param namespace the pod's own, or the node's for hostNetwork pods, whose processes are named
   *     {@code namespace/pod/container}
   */
  public static Started start(NetworkNamespace namespace, List<Pod> pods) {
    Map<Listener, Pod> wanted = new LinkedHashMap<>();
    for (Pod pod : pods) {
      String before = pod.hostNetwork() ? pod.ref().path() + "/" : "";
      for (Container container : pod.containers()) {
        for (ContainerPort port : container.ports()) {
          Listener.Protocol protocol = Listener.Protocol.valueOf(port.protocol().name());
          String process = before + container.name();
          wanted.put(new Listener(protocol, Ip.ANY, port.number(), process), pod);
        }
      }
    }
    return wanted.isEmpty()
        ? new Started(namespace, wanted)
        : new Started(
            namespace.withSockets(namespace.sockets().bindAll(wanted.keySet(), namespace::owns)),
            wanted);
  }
}
