package dev.podlane.workspace.diff;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The ends of a cluster between which pairs are compared: its workloads, its Services; and a host
 * outside, for load balancers.
 *
 * @param workloads the pods of each, by the text that names it in a probe
 * @param services by the text that names it in a probe, load balancers apart
 */
record PairEnds(SortedMap<String, List<Pod>> workloads, SortedMap<String, Service> services) {
  /** The host outside that asks load balancers (RFC 5737). */
  static final String OUTSIDE = "ext:203.0.113.9";

  static final String BALANCER = "lb:";

  private static final String SERVICE = "svc:";

  /** Kinds that a probe can name. */
  private static final Set<String> NAMED =
      Set.of(
          "Deployment",
          "StatefulSet",
          "DaemonSet",
          "ReplicaSet",
          "ReplicationController",
          "Job",
          "CronJob");

  /** A protocol and a port. */
  record Door(Protocol protocol, int port) {}

  PairEnds {
    workloads = Collections.unmodifiableSortedMap(new TreeMap<>(workloads));
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
  }

  static PairEnds of(Cluster cluster) {
    Map<String, Set<String>> kinds = new HashMap<>();
    for (Pod pod : cluster.pods()) {
      ObjectRef named = named(pod);
      kinds.computeIfAbsent(named.path(), any -> new TreeSet<>()).add(named.kind());
    }
    SortedMap<String, List<Pod>> workloads = new TreeMap<>();
    for (Pod pod : cluster.pods()) {
      ObjectRef named = named(pod);
      boolean isAlone = kinds.getOrDefault(named.path(), Set.of()).size() == 1;
      String kind = isAlone ? "" : named.kind().toLowerCase(Locale.ROOT) + ":";
      workloads.computeIfAbsent(kind + named.path(), any -> new ArrayList<>()).add(pod);
    }
    SortedMap<String, Service> services = new TreeMap<>();
    for (Service service : cluster.services().all()) {
      if (service.type() != Service.Type.EXTERNAL_NAME) {
        services.put(SERVICE + service.ref().path(), service);
      }
      if (service.type() == Service.Type.LOAD_BALANCER) {
        services.put(BALANCER + service.ref().path(), service);
      }
    }
    return new PairEnds(workloads, services);
  }

  private static ObjectRef named(Pod pod) {
    ObjectRef owner = pod.owner();
    return owner != null && NAMED.contains(owner.kind()) ? owner : pod.ref();
  }

  /** The ports at which a destination may be asked; none if it is not here. */
  Set<Door> doors(String to) {
    Set<Door> doors = new LinkedHashSet<>();
    Service service = services.get(to);
    if (service != null) {
      for (ServicePort port : service.ports()) {
        doors.add(new Door(port.protocol(), port.port()));
      }
    }
    workloads.getOrDefault(to, List.of()).forEach(pod -> doors.addAll(doors(pod)));
    return doors;
  }

  /** The ports that a pod declares. */
  static Set<Door> doors(Pod pod) {
    Set<Door> doors = new LinkedHashSet<>();
    pod.containers().stream()
        .flatMap(container -> container.ports().stream())
        .forEach(port -> doors.add(door(port)));
    return doors;
  }

  private static Door door(ContainerPort port) {
    return new Door(port.protocol(), port.number());
  }

  /** Every destination. */
  Set<String> destinations() {
    Set<String> all = new TreeSet<>(workloads.keySet());
    all.addAll(services.keySet());
    return all;
  }
}
