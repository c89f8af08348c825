package dev.podlane.finding.scene;

import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.ListenAddress;
import dev.podlane.cluster.object.Pod;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.List;

/** The ports on which pods listen: the declared ones, or those of {@code podlane.dev/listen}. */
public final class Listening {
  private Listening() {}

  /** Returns true if the documents say anything about the ports of a pod. */
  public static boolean isKnown(Pod pod) {
    return pod.traits().listens() != null || !declared(pod).isEmpty();
  }

  /** Returns true if a pod takes connections from others on a port. */
  public static boolean hears(Pod pod, Protocol protocol, int port) {
    return on(pod).stream()
        .anyMatch(
            each -> each.port() == port && each.protocol() == protocol && !isOnlyItself(each, pod));
  }

  /** Returns true if a pod listens on a port on loopback alone. */
  public static boolean hearsOnlyItself(Pod pod, Protocol protocol, int port) {
    return !hears(pod, protocol, port)
        && on(pod).stream().anyMatch(each -> each.port() == port && each.protocol() == protocol);
  }

  private static boolean isOnlyItself(ListenAddress address, Pod pod) {
    Ip bound = address.address();
    return !bound.isUnspecified() && !bound.equals(pod.podIp());
  }

  /**
   * Everything on which a pod listens once its containers run: that one of them fails or waits at
   * the moment is no mistake of a port.
   */
  public static List<ListenAddress> on(Pod pod) {
    List<ListenAddress> written = pod.traits().listens();
    List<ListenAddress> all = new ArrayList<>(written == null ? List.of() : written);
    if (written == null || !pod.traits().readiness().isReady()) {
      declared(pod).stream()
          .map(each -> new ListenAddress(each.protocol(), Ip.ANY, each.number()))
          .filter(each -> !all.contains(each))
          .forEach(all::add);
    }
    return all;
  }

  /** The ports that the containers of a pod declare. */
  public static List<ContainerPort> declared(Pod pod) {
    List<ContainerPort> all = new ArrayList<>();
    for (Container each : pod.containers()) {
      all.addAll(each.ports());
    }
    return all;
  }

  /** The number of the port with that name and protocol; 0 if there is none (rule 25). */
  public static int named(Pod pod, String name, Protocol protocol) {
    for (boolean sidecar : List.of(false, true)) {
      for (Container container : pod.containers()) {
        for (ContainerPort port : container.ports()) {
          boolean isIt = port.name().equals(name) && port.protocol() == protocol;
          if (isIt && container.sidecar() == sidecar) {
            return port.number();
          }
        }
      }
    }
    return 0;
  }
}
