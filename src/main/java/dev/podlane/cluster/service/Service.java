package dev.podlane.cluster.service;

import dev.podlane.cluster.ObjectRef;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A Service as it is written.
 *
 * @param ref its name
 * @param place where it was written
 * @param labels its labels
 * @param type its type
 * @param headless whether it is {@code clusterIP: None} (rule 27)
 * @param clusterIps its addresses of both families, the first one the one that {@code kubectl get}
 *     prints; empty if none is allocated yet (rule 28), if it is headless or an ExternalName
 * @param ipFamilies {@code IPv4} and {@code IPv6} as written
 * @param selector selects its pods; null if it has none, so that nobody makes endpoints (rule 24)
 * @param ports its ports
 * @param externalIps further addresses, of both families (rule 31)
 * @param externalName what an ExternalName is a name for; empty for other types
 * @param loadBalancer its load balancer
 * @param traffic which endpoints serve whom
 */
public record Service(
    ObjectRef ref,
    Place place,
    SortedMap<String, String> labels,
    Type type,
    boolean headless,
    List<Ip> clusterIps,
    List<String> ipFamilies,
    @Nullable LabelSelector selector,
    List<ServicePort> ports,
    List<Ip> externalIps,
    String externalName,
    LoadBalancer loadBalancer,
    Traffic traffic) {
  /** Types of Services; each from CLUSTER_IP to LOAD_BALANCER includes those before it. */
  public enum Type {
    CLUSTER_IP("ClusterIP"),
    NODE_PORT("NodePort"),
    LOAD_BALANCER("LoadBalancer"),
    EXTERNAL_NAME("ExternalName");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    /** The type as manifests write it. */
    public String text() {
      return text;
    }
  }

  /**
   * Which endpoints serve whom.
   *
   * @param externalLocal {@code externalTrafficPolicy: Local} (rules 35 to 38)
   * @param internalLocal {@code internalTrafficPolicy: Local} (rule 34)
   * @param affinitySeconds how long {@code sessionAffinity: ClientIP} lasts (rule 33); 0 without it
   * @param publishNotReady whether every endpoint counts as ready (rule 41)
   * @param healthCheckNodePort 0 if none is written (rule 39)
   */
  public record Traffic(
      boolean externalLocal,
      boolean internalLocal,
      int affinitySeconds,
      boolean publishNotReady,
      int healthCheckNodePort) {}

  public Service {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    clusterIps = List.copyOf(clusterIps);
    ipFamilies = List.copyOf(ipFamilies);
    ports = List.copyOf(ports);
    externalIps = List.copyOf(externalIps);
  }
}
