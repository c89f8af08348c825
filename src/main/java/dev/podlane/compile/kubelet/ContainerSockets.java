package dev.podlane.compile.kubelet;

import dev.podlane.cluster.Container;
import dev.podlane.cluster.ContainerPort;
import dev.podlane.cluster.Pod;
import dev.podlane.cluster.docker.ListenAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sockets that containers open. A manifest only says what a container means to open (rule 12);
 * of a healthy pod it is taken at its word, unless the annotation {@code podlane.dev/listen} says
 * who really listens.
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
      listeners(pod).forEach(listener -> wanted.put(listener, pod));
    }
    return wanted.isEmpty()
        ? new Started(namespace, wanted)
        : new Started(
            namespace.withSockets(namespace.sockets().bindAll(wanted.keySet(), namespace::owns)),
            wanted);
  }

  private static List<Listener> listeners(Pod pod) {
    List<ListenAddress> said = pod.traits().listens();
    List<Listener> all = new ArrayList<>();
    if (said != null) {
      said.forEach(address -> all.add(listener(pod, holder(pod, address), address)));
      return all;
    }
    for (Container container : pod.containers()) {
      for (ContainerPort port : container.ports()) {
        ListenAddress address = new ListenAddress(port.protocol(), Ip.ANY, port.number());
        all.add(listener(pod, container.name(), address));
      }
    }
    return all;
  }

  private static Listener listener(Pod pod, String container, ListenAddress address) {
    Listener.Protocol protocol = Listener.Protocol.valueOf(address.protocol().name());
    String process = pod.hostNetwork() ? pod.ref().path() + "/" + container : container;
    return new Listener(protocol, address.address(), address.port(), process);
  }

  /** The container that declares the port, else the first that is no sidecar. */
  private static String holder(Pod pod, ListenAddress address) {
    for (Container container : pod.containers()) {
      for (ContainerPort port : container.ports()) {
        if (port.number() == address.port() && port.protocol() == address.protocol()) {
          return container.name();
        }
      }
    }
    return pod.containers().stream()
        .filter(container -> !container.sidecar())
        .findFirst()
        .map(Container::name)
        .orElse("");
  }
}
