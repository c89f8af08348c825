package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.http.HttpAssumptions;
import dev.podlane.cluster.http.Proxy;
import dev.podlane.cluster.object.Assumption;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way of clients to a proxy: the address that a host it serves resolves to, and the port there.
 *
 * @param address null if nothing says it
 * @param port the port that packets go to
 * @param missing code of the fact that is missing; null if nothing is
 * @param assumed decisions made where the documents leave something open
 */
record ProxyEntry(
    @Nullable Ip address, int port, @Nullable String missing, List<Assumption> assumed) {
  ProxyEntry {
    assumed = List.copyOf(assumed);
  }

  private static ProxyEntry at(Ip address, int port) {
    return new ProxyEntry(address, port, null, List.of());
  }

  private static ProxyEntry without(String missing, int port) {
    return new ProxyEntry(null, port, missing, List.of());
  }

  /**
   * The way to a proxy that has pods: an address in the status of what it serves, if the cluster
   * knows it; the balancer of its Service; a port of its nodes; its Service's node port behind
   * something that is assumed; for pods the cluster IP.
   *
   * @param port the port of the URL
   * @param inside true if the client is in the cluster
   */
  static ProxyEntry of(Cluster cluster, Proxy proxy, int port, boolean inside) {
    Optional<Ip> written = written(cluster, proxy);
    if (written.isPresent()) {
      return at(written.get(), port);
    }
    Service service = service(cluster, proxy, port);
    boolean balanced = service != null && service.type() == Service.Type.LOAD_BALANCER;
    if (service != null && balanced && service.loadBalancer().hasStatus()) {
      Optional<Ip> balancer = balancer(service);
      boolean isNamed = !service.loadBalancer().ingress().isEmpty();
      if (balancer.isPresent() || !isNamed) {
        return balancer
            .map(address -> at(address, port))
            .orElseGet(() -> without(ServiceEnds.PENDING, port));
      }
    }
    // a port of the nodes is there for certain, a balancer of manifests is only assumed
    Optional<Ip> node = onNode(cluster, proxy, port);
    if (node.isPresent()) {
      return at(node.get(), port);
    }
    Optional<Ip> assumed = service != null && balanced ? balancer(service) : Optional.<Ip>empty();
    if (service != null && assumed.isPresent()) {
      Assumption said = HttpAssumptions.balancer(service.ref(), assumed.get());
      return new ProxyEntry(assumed.get(), port, null, List.of(said));
    }
    if (service == null) {
      Ip pod = proxy.pods().get(0).podIp();
      return inside && pod != null ? at(pod, port) : without("proxy-without-address", port);
    }
    Optional<Ip> external = service.externalIps().stream().filter(Ip::isV4).findFirst();
    if (external.isPresent()) {
      return at(external.get(), port);
    }
    if (service.hasNodePorts()) {
      return byNodePort(cluster, proxy, service, port);
    }
    Ip own = service.clusterIp();
    return inside && own != null ? at(own, port) : without("proxy-without-address", port);
  }

  private static Optional<Ip> written(Cluster cluster, Proxy proxy) {
    return proxy.addresses().stream()
        .filter(Ip::isV4)
        .filter(
            each ->
                !cluster.services().at(each).isEmpty()
                    || cluster.nodes().stream().anyMatch(node -> each.equals(node.internalIp())))
        .findFirst();
  }

  /** The Service in front of the proxy: the one it is told of, else one that selects its pods. */
  private static @Nullable Service service(Cluster cluster, Proxy proxy, int port) {
    String told = proxy.flags().values().getOrDefault("publish-service", "");
    Pod pod = proxy.pods().get(0);
    return cluster.services().all().stream()
        .filter(
            each ->
                each.ref().path().equals(told)
                    || (each.ref().namespace().equals(pod.namespace())
                        && each.selector() != null
                        && Objects.requireNonNull(each.selector()).matches(pod.labels())))
        .filter(each -> !each.headless())
        .min(
            Comparator.comparing((Service each) -> !each.ref().path().equals(told))
                .thenComparing(each -> port(each, port) == null)
                .thenComparing(Service::type, Comparator.reverseOrder()))
        .orElse(null);
  }

  private static Optional<Ip> balancer(Service service) {
    // behind a name stands a proxy of which nothing is known; the nodes' ports are
    return service.loadBalancer().ingress().stream()
        .filter(each -> each.hostname().isEmpty())
        .flatMap(each -> each.addresses().stream())
        .filter(Ip::isV4)
        .findFirst();
  }

  private static @Nullable ServicePort port(Service service, int number) {
    return service.ports().stream()
        .filter(each -> each.protocol() == Protocol.TCP && each.port() == number)
        .findFirst()
        .orElse(null);
  }

  /** The first node on which a pod of the proxy has the port. */
  private static Optional<Ip> onNode(Cluster cluster, Proxy proxy, int port) {
    return proxy.pods().stream()
        .filter(
            pod ->
                pod.containers().stream()
                    .flatMap(each -> each.ports().stream())
                    .anyMatch(each -> isOnHost(each, pod, port)))
        .map(pod -> address(cluster, pod.nodeName()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static boolean isOnHost(ContainerPort each, Pod pod, int port) {
    boolean isIt = each.hostPort() == port || (pod.hostNetwork() && each.number() == port);
    return isIt && each.protocol() == Protocol.TCP;
  }

  private static Optional<Ip> address(Cluster cluster, @Nullable String name) {
    return cluster.nodes().stream()
        .filter(node -> node.name().equals(name))
        .map(Node::internalIp)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Something in front of the cluster is assumed to send the port to the node port. */
  private static ProxyEntry byNodePort(Cluster cluster, Proxy proxy, Service service, int port) {
    boolean direct = service.ports().stream().anyMatch(each -> each.nodePort() == port && port > 0);
    ServicePort found = port(service, port);
    boolean local = service.traffic().externalLocal();
    Optional<Ip> node =
        local
            ? address(cluster, proxy.pods().get(0).nodeName())
            : cluster.nodes().stream()
                .filter(Node::ready)
                .map(Node::internalIp)
                .filter(Objects::nonNull)
                .findFirst();
    if (node.isEmpty()) {
      return without("proxy-without-address", port);
    }
    if (direct) {
      return at(node.get(), port);
    }
    if (found == null || found.nodePort() == 0) {
      return at(node.get(), port);
    }
    Assumption edge = HttpAssumptions.nodePort(service.ref(), port, found.nodePort(), node.get());
    return new ProxyEntry(node.get(), found.nodePort(), null, List.of(edge));
  }
}
