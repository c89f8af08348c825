package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.dns.ClusterDns;
import dev.podlane.cluster.dns.KubeletDns;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Resolves Services as destinations, and the names of ports. */
final class ServiceEnds {
  /** Code of the fact that a load balancer has no address yet. */
  static final String PENDING = "service-pending";

  /** Code of the fact that a headless Service has no endpoint, so that its name does not exist. */
  static final String NO_ENDPOINTS = "service-without-endpoints";

  private final Directory directory;

  ServiceEnds(Directory directory) {
    this.directory = directory;
  }

  /** The cluster IP of a Service; of a headless one the address that its name resolves to. */
  End of(Service service) {
    if (service.type() == Service.Type.EXTERNAL_NAME) {
      return End.named(service.externalName() + ".", service);
    }
    if (service.headless()) {
      return headless(service);
    }
    Ip address = service.clusterIp();
    boolean hasV6 = !service.clusterIps().isEmpty() || service.ipFamilies().contains("IPv6");
    String missing = address != null ? null : hasV6 ? "ipv6" : "no-address";
    return new End(null, address, missing, null, service, null);
  }

  /**
   * The same for a sender that asks the cluster's DNS: a headless Service is nothing but its name
   * there, so its pods are found by a query (rule 73).
   */
  End of(End target, End sender) {
    Service service = target.service();
    Cluster cluster = directory.cluster().orElse(null);
    Pod pod = sender.pod() == null ? sender.dormant() : sender.pod();
    if (service == null || cluster == null || pod == null || !service.headless()) {
      return target;
    }
    if (!KubeletDns.isForCluster(cluster, pod)) {
      return target;
    }
    String domain = ClusterDns.of(cluster).domain().text();
    ObjectRef ref = service.ref();
    return End.named(ref.name() + "." + ref.namespace() + ".svc." + domain + ".", service);
  }

  /** The first ready endpoint: all of them are in the answer of its name (rule 73). */
  private End headless(Service service) {
    Optional<EndpointSlice.Endpoint> ready =
        endpoints(service)
            .filter(EndpointSlice.Endpoint::ready)
            .filter(each -> each.addresses().get(0).isV4())
            .findFirst();
    if (ready.isEmpty()) {
      return new End(null, null, NO_ENDPOINTS, null, service, null);
    }
    String pod = ready.get().pod();
    String namespace = directory.isNamespace(pod) ? pod : null;
    return new End(namespace, ready.get().addresses().get(0), null, null, service, null);
  }

  private Stream<EndpointSlice.Endpoint> endpoints(Service service) {
    return directory
        .cluster()
        .map(cluster -> cluster.services().slices(service))
        .orElse(List.of())
        .stream()
        .flatMap(slice -> slice.endpoints().stream())
        .filter(each -> !each.addresses().isEmpty());
  }

  /** The address of a Service's load balancer. */
  End balancer(Service service) {
    Ip address =
        service.loadBalancer().addresses().stream().filter(Ip::isV4).findFirst().orElse(null);
    boolean waits = service.type() == Service.Type.LOAD_BALANCER;
    String missing = address != null ? null : waits ? PENDING : "service-without-balancer";
    return new End(null, address, missing, null, service, null);
  }

  /** The ports that have names at the other end. */
  NamedPorts ports(End end, Protocol protocol) {
    String namespace = end.namespace();
    Pod pod = namespace == null ? null : directory.pod(namespace).orElse(null);
    return NamedPorts.of(end.service(), pod, protocol);
  }

  /** The port of a Service that has only one of that protocol; null if it has not. */
  static @Nullable Integer onlyPort(@Nullable Service service, Protocol protocol) {
    if (service == null) {
      return null;
    }
    List<ServicePort> all = ports(service, protocol).toList();
    return all.size() == 1 ? (Integer) all.get(0).port() : null;
  }

  private static Stream<ServicePort> ports(Service service, Protocol protocol) {
    return service.ports().stream().filter(port -> port.protocol() == protocol);
  }
}
