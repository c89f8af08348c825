package dev.podlane.cluster.object;

import dev.podlane.net.addr.Ip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something the documents do not say and Podlane decided.
 *
 * @param code code of the assumption; the sentence is the message {@code assumption.<code>}
 * @param args values for the message's placeholders
 * @param object the object it is about; null if it is about the cluster
 */
public record Assumption(String code, List<String> args, @Nullable ObjectRef object) {
  public Assumption {
    args = List.copyOf(args);
  }

  /** A walk that names a CronJob uses the pod its template would make (rule 143). */
  public static Assumption fired(Pod pod) {
    ObjectRef owner = pod.owner();
    String name = owner == null ? pod.ref().path() : owner.path();
    return new Assumption("cronjob.fired", List.of(name, pod.ref().path()), owner);
  }

  /**
   * A packet to an address for Services that nothing takes gets lost beyond the gateway (rule 59).
   */
  public static Assumption lost(Ip address) {
    return new Assumption("gateway.uplink", List.of(address.toString()), null);
  }

  /**
   * A pod that declares no port listens on none (rule 12 leaves it open).
   *
   * @param socket protocol and port at which nothing was found
   */
  public static Assumption silent(Pod pod, String socket) {
    return new Assumption("pod.silent", List.of(pod.ref().path(), socket), pod.ref());
  }

  /** An ExternalIP is translated to the node's own address by a router in front of it. */
  public static Assumption mapped(Node node, Ip address) {
    List<String> args = List.of(node.name(), address.toString(), "" + node.internalIp());
    return new Assumption("node.external-ip", args, node.ref());
  }
}
