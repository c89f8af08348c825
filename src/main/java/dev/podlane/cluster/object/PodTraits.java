package dev.podlane.cluster.object;

import dev.podlane.net.addr.Ip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Facts about a pod that do not decide where it is.
 *
 * @param addresses its addresses of both families, the first one its {@code podIP} (rule 131);
 *     empty if it has none
 * @param readiness readiness of the pod
 * @param terminating true if it is being deleted; it keeps its address until it is gone (rule 15)
 * @param hostname the host name it asks for; empty for its own name
 * @param subdomain the headless Service that publishes its name; empty for none (rule 74)
 * @param listens addresses that its processes bind according to the annotation {@code
 *     podlane.dev/listen}; null if they bind their declared ports
 * @param origin origin of the pod
 */
public record PodTraits(
    List<Ip> addresses,
    Readiness readiness,
    boolean terminating,
    String hostname,
    String subdomain,
    @Nullable List<ListenAddress> listens,
    Origin origin) {
  /** The traits of a plain pod that runs. */
  public static final PodTraits PLAIN =
      new PodTraits(List.of(), Readiness.READY, false, "", "", null, Origin.WRITTEN);

  /** The origin of a pod. */
  public enum Origin {
    /** The documents hold it. */
    WRITTEN,
    /** The documents hold it as the mirror of a file on its node (rule 144). */
    STATIC,
    /** A workload of the documents brings it; its name was made up. */
    BROUGHT
  }

  public PodTraits {
    addresses = List.copyOf(addresses);
    listens = listens == null ? null : List.copyOf(listens);
  }

  PodTraits withAddresses(List<Ip> newAddresses, Readiness newReadiness) {
    return new PodTraits(
        newAddresses, newReadiness, terminating, hostname, subdomain, listens, origin);
  }
}
