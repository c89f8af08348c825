package dev.podlane.compile.proxy;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import java.util.List;

/**
 * A port of a Service as kube-proxy sees it (kubernetes {@code pkg/proxy/serviceport.go}).
 *
 * @param service its Service
 * @param index its place in {@code spec.ports}
 * @param port the port
 * @param clusterIp the Service's IPv4 address
 * @param endpoints its IPv4 endpoints
 */
record ProxiedPort(Service service, int index, ServicePort port, Ip clusterIp, Backends endpoints) {
  /** All its IPv4 endpoints, in the order of their texts. */
  List<Backend> backends() {
    return endpoints.all();
  }

  /** A number that is not below that of its endpoints. */
  int mostBackends() {
    return endpoints.most();
  }

  /** Returns true if there is an endpoint that is ready or serves, wherever it is. */
  boolean isServed() {
    return endpoints.isServed();
  }

  /** The name in comments: {@code namespace/service}, with {@code :port} if the port has a name. */
  public String name() {
    return service.ref().path() + (port.name().isEmpty() ? "" : ":" + port.name());
  }

  /** Its Service. */
  public ObjectRef ref() {
    return service.ref();
  }

  /** The field that names it. */
  public String path() {
    return "spec.ports[" + index + "]";
  }

  Protocol protocol() {
    return port.protocol();
  }

  String protocolWord() {
    return port.protocol().word();
  }

  int nodePort() {
    boolean has =
        service.type() == Service.Type.NODE_PORT || service.type() == Service.Type.LOAD_BALANCER;
    return has ? port.nodePort() : 0;
  }

  int healthCheckNodePort() {
    return service.needsHealthCheck() ? service.traffic().healthCheckNodePort() : 0;
  }

  List<Ip> externalIps() {
    List<Ip> all = service.externalIps();
    return all.isEmpty() ? all : all.stream().filter(Ip::isV4).toList();
  }

  List<Ip> balancerIps() {
    return service.loadBalancer().vips();
  }

  List<Prefix> sourceRanges() {
    return service.loadBalancer().sourceRanges().stream()
        .filter(range -> range.network().isV4())
        .toList();
  }

  /** Returns true if it can be reached by other addresses than its cluster IP. */
  boolean isExternallyAccessible() {
    return nodePort() != 0 || !balancerIps().isEmpty() || !externalIps().isEmpty();
  }

  boolean isInternalLocal() {
    return service.traffic().internalLocal();
  }

  /** The policy counts only where there is a way in from outside (rule 38). */
  boolean isExternalLocal() {
    boolean hasWay = service.type() != Service.Type.CLUSTER_IP || !service.externalIps().isEmpty();
    return hasWay && service.traffic().externalLocal();
  }

  /** Even with policy Local, pods and the node itself take all endpoints (rule 36). */
  boolean usesClusterEndpoints() {
    return !isInternalLocal() || isExternallyAccessible();
  }

  boolean usesLocalEndpoints() {
    return isInternalLocal() || (isExternalLocal() && isExternallyAccessible());
  }

  /** Returns true if its rules are not the same on every node. */
  boolean dependsOnNode() {
    boolean hasGuard = !balancerIps().isEmpty() && !sourceRanges().isEmpty();
    return usesLocalEndpoints() || hasGuard || endpoints.hasHints();
  }
}
