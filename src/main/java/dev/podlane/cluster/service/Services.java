package dev.podlane.cluster.service;

import dev.podlane.cluster.Pod;
import dev.podlane.cluster.Protocol;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The Services of a cluster.
 *
 * @param all in the order of the documents
 * @param slices written endpoints, in the order of the documents
 */
public record Services(List<Service> all, List<EndpointSlice> slices) {
  /** No Services. */
  public static final Services NONE = new Services(List.of(), List.of());

  /** What an address is to a Service. */
  public enum Role {
    CLUSTER_IP,
    EXTERNAL_IP,
    LOAD_BALANCER
  }

  /**
   * A Service behind an address.
   *
   * @param role what the address is to it
   */
  public record Front(Service service, Role role) {}

  public Services {
    all = List.copyOf(all);
    slices = List.copyOf(slices);
  }

  /** The Service of that name. */
  public Optional<Service> named(String namespace, String name) {
    return all.stream()
        .filter(each -> each.ref().name().equals(name) && in(each, namespace))
        .findFirst();
  }

  private static boolean in(Service service, String namespace) {
    return service.ref().namespace().equals(namespace);
  }

  /** Every Service that an address belongs to, and as what. */
  public List<Front> at(Ip address) {
    List<Front> found = new ArrayList<>();
    for (Service service : all) {
      if (service.clusterIps().contains(address)) {
        found.add(new Front(service, Role.CLUSTER_IP));
      }
      if (service.externalIps().contains(address)) {
        found.add(new Front(service, Role.EXTERNAL_IP));
      }
      if (service.loadBalancer().addresses().contains(address)) {
        found.add(new Front(service, Role.LOAD_BALANCER));
      }
    }
    return found;
  }

  /** The Service that has this port on every node. */
  public Optional<Service> atNodePort(Protocol protocol, int port) {
    return all.stream()
        .filter(
            service ->
                service.ports().stream()
                    .anyMatch(each -> each.nodePort() == port && each.protocol() == protocol))
        .findFirst();
  }

  /** The pods that a Service selects and that have a network, ready or not (rules 24, 46). */
  public static List<Pod> pods(Service service, Collection<Pod> pods) {
    return pods.stream()
        .filter(pod -> service.selector() != null && service.selector().matches(pod.labels()))
        .filter(pod -> in(service, pod.namespace()) && pod.hasNetwork())
        .toList();
  }

  /** The written endpoints of a Service. */
  public List<EndpointSlice> slices(Service service) {
    return slices.stream()
        .filter(slice -> slice.service().equals(service.ref().name()))
        .filter(slice -> in(service, slice.ref().namespace()))
        .toList();
  }
}
