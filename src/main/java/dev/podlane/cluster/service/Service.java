package dev.podlane.cluster.service;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A Service as it is written.
 *
 * @param ref its name
 * @param place place in the documents
 * @param labels its labels
 * @param type its type
 * @param headless true if it is {@code clusterIP: None} (rule 27)
 * @param clusterIps its addresses of both families, the first one the one that {@code kubectl get}
 *     prints; empty if none is allocated yet (rule 28), if it is headless or an ExternalName
 * @param ipFamilies {@code IPv4} and {@code IPv6} as written
 * @param selector selects its pods; null if it has none, so that no controller makes endpoints
 *     (rule 24)
 * @param ports its ports
 * @param externalIps further addresses, of both families (rule 31)
 * @param externalName DNS name that an ExternalName stands for; empty for other types
 * @param loadBalancer its load balancer
 * @param traffic choice of endpoints
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
  private static final String OTHER_PROXY = "service.kubernetes.io/service-proxy-name";

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
   * The choice of endpoints for a client.
   *
   * @param externalLocal {@code externalTrafficPolicy: Local} (rules 35 to 38)
   * @param internalLocal {@code internalTrafficPolicy: Local} (rule 34)
   * @param affinitySeconds duration of {@code sessionAffinity: ClientIP}, in seconds (rule 33); 0
   *     without it
   * @param publishNotReady true if every endpoint counts as ready (rule 41)
   * @param healthCheckNodePort 0 if it has none (rule 39)
   * @param distribution the endpoints it prefers
   */
  public record Traffic(
      boolean externalLocal,
      boolean internalLocal,
      int affinitySeconds,
      boolean publishNotReady,
      int healthCheckNodePort,
      Distribution distribution) {
    Traffic withHealthCheckNodePort(int port) {
      return new Traffic(
          externalLocal, internalLocal, affinitySeconds, publishNotReady, port, distribution);
    }
  }

  /** {@code trafficDistribution} (rule 43). */
  public enum Distribution {
    NONE,
    SAME_ZONE,
    SAME_NODE
  }

  public Service {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    clusterIps = List.copyOf(clusterIps);
    ipFamilies = List.copyOf(ipFamilies);
    ports = List.copyOf(ports);
    externalIps = List.copyOf(externalIps);
  }

  /** Returns true if kube-proxy makes rules for it (rules 27, 32, 44). */
  public boolean isProxied() {
    return !headless && type != Type.EXTERNAL_NAME && !labels.containsKey(OTHER_PROXY);
  }

  /** Returns true if every node takes its node ports (rule 29). */
  public boolean hasNodePorts() {
    return type == Type.NODE_PORT
        || (type == Type.LOAD_BALANCER && loadBalancer.allocatesNodePorts());
  }

  /**
   * Returns true if it needs a port for health checks (kubernetes {@code
   * pkg/api/v1/service/util.go}, NeedsHealthCheck; rule 39).
   */
  public boolean needsHealthCheck() {
    return type == Type.LOAD_BALANCER && traffic.externalLocal();
  }

  /** Returns true if it has that port. */
  public boolean takes(Protocol protocol, int port) {
    return ports.stream().anyMatch(each -> each.port() == port && each.protocol() == protocol);
  }

  /** Its IPv4 cluster IP; null if it has none. */
  public @Nullable Ip clusterIp() {
    for (Ip each : clusterIps) {
      if (each.isV4()) {
        return each;
      }
    }
    return null;
  }

  /** A copy with what the API server allocates: addresses and ports. */
  public Service allocated(
      List<Ip> addresses, List<ServicePort> allPorts, int healthCheck, LoadBalancer balancer) {
    return new Service(
        ref,
        place,
        labels,
        type,
        headless,
        addresses,
        ipFamilies,
        selector,
        allPorts,
        externalIps,
        externalName,
        balancer,
        traffic.withHealthCheckNodePort(healthCheck));
  }
}
