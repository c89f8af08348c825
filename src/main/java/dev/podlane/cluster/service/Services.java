package dev.podlane.cluster.service;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The Services of a cluster.
 *
 * @param all in the order of the documents
 * @param slices their endpoints, written or made
 * @param omitted Services whose endpoints are too many to be made
 */
public record Services(List<Service> all, List<EndpointSlice> slices, Set<ObjectRef> omitted) {
  /** No Services. */
  public static final Services NONE = new Services(List.of(), List.of());

  /** Services, none of which is omitted. */
  public Services(List<Service> all, List<EndpointSlice> slices) {
    this(all, slices, Set.of());
  }

  /** The role of an address in a Service. */
  public enum Role {
    CLUSTER_IP,
    EXTERNAL_IP,
    LOAD_BALANCER
  }

  /**
   * A Service behind an address.
   *
   * @param role role of the address
   */
  public record Front(Service service, Role role) {}

  public Services {
    all = List.copyOf(all);
    slices = List.copyOf(slices);
    omitted = Collections.unmodifiableSet(new LinkedHashSet<>(omitted));
  }

  /** Returns true if there is neither a Service nor an endpoint. */
  public boolean isEmpty() {
    return all.isEmpty() && slices.isEmpty();
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

  /** Returns every Service that an address belongs to, with the role of the address. */
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
