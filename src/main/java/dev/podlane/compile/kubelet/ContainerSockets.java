package dev.podlane.compile.kubelet;

import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.ListenAddress;
import dev.podlane.cluster.object.Pod;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sockets that containers open. A manifest states only the ports a container intends to open
 * (rule 12); a healthy pod is assumed to open them, unless the annotation {@code
 * podlane.dev/listen} states the real listeners.
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

  /** The field of a pod that asks for one of its sockets. */
  public static String path(Pod pod, Listener listener) {
    if (pod.traits().listens() != null) {
      return "metadata.annotations[podlane.dev/listen]";
    }
    List<Container> own = pod.containers().stream().filter(each -> !each.sidecar()).toList();
    for (int at = 0; at < own.size(); at++) {
      List<ContainerPort> ports = own.get(at).ports();
      for (int port = 0; port < ports.size(); port++) {
        ContainerPort declared = ports.get(port);
        if (declared.number() == listener.port()
            && declared.protocol().name().equals(listener.protocol().name())) {
          return "spec.containers[" + at + "].ports[" + port + "]";
        }
      }
    }
    return "spec.initContainers";
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
    String process = pod.hostNetwork() ? pod.ref().path() + "/" + container : container;
    return new Listener(address.protocol(), address.address(), address.port(), process);
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
