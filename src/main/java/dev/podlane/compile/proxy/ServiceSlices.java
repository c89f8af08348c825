package dev.podlane.compile.proxy;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.service.EndpointSlice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The slices of IPv4 endpoints of each Service, in the order of the documents. Immutable. */
final class ServiceSlices {
  private final List<EndpointSlice> all;

  /** By the namespace and the name of their Service. */
  private final Map<String, Map<String, List<EndpointSlice>>> byService;

  private ServiceSlices(
      List<EndpointSlice> all, Map<String, Map<String, List<EndpointSlice>>> byService) {
    this.all = all;
    this.byService = byService;
  }

  /** No slices. */
  static ServiceSlices none() {
    return new ServiceSlices(List.of(), Map.of());
  }

  /** Those of a Service, possibly none. */
  List<EndpointSlice> of(ObjectRef service) {
    return byService
        .getOrDefault(service.namespace(), Map.of())
        .getOrDefault(service.name(), List.of());
  }

  /**
   * The slices of a list that may be much the same: beyond comparing the lists, it takes the time
   * of the namespaces in which there is a difference.
   *
   * @param now all slices, whatever their addresses
   */
  ServiceSlices with(List<EndpointSlice> now) {
    int shorter = Math.min(all.size(), now.size());
    int begin = 0;
    while (begin < shorter && isSame(all.get(begin), now.get(begin))) {
      begin++;
    }
    int end = 0;
    while (end < shorter - begin
        && isSame(all.get(all.size() - 1 - end), now.get(now.size() - 1 - end))) {
      end++;
    }
    List<EndpointSlice> gone = all.subList(begin, all.size() - end);
    List<EndpointSlice> come = now.subList(begin, now.size() - end);
    return gone.isEmpty() && come.isEmpty() ? this : with(now, gone, come);
  }

  @SuppressWarnings("ReferenceEquality") // what is not the same object may differ
  private static boolean isSame(EndpointSlice one, EndpointSlice other) {
    return one == other;
  }

  private ServiceSlices with(
      List<EndpointSlice> now, List<EndpointSlice> gone, List<EndpointSlice> come) {
    Map<String, Set<String>> changed = new HashMap<>();
    for (List<EndpointSlice> each : List.of(gone, come)) {
      for (EndpointSlice slice : each) {
        changed
            .computeIfAbsent(slice.ref().namespace(), any -> new HashSet<>())
            .add(slice.service());
      }
    }
    Map<String, Map<String, List<EndpointSlice>>> grouped = new HashMap<>(byService);
    changed.forEach(
        (namespace, services) -> {
          Map<String, List<EndpointSlice>> own =
              new HashMap<>(byService.getOrDefault(namespace, Map.of()));
          services.forEach(own::remove);
          grouped.put(namespace, own);
        });
    for (EndpointSlice slice : now) {
      Set<String> services = changed.getOrDefault(slice.ref().namespace(), Set.of());
      if (slice.addressType().equals("IPv4") && services.contains(slice.service())) {
        grouped
            .computeIfAbsent(slice.ref().namespace(), any -> new HashMap<>())
            .merge(slice.service(), List.of(slice), ServiceSlices::joined);
      }
    }
    for (String namespace : changed.keySet()) {
      Objects.requireNonNull(grouped.get(namespace))
          .replaceAll((service, slices) -> List.copyOf(slices));
    }
    return new ServiceSlices(now, grouped);
  }

  /** Puts one behind others; most Services have one slice, which needs no room for more. */
  private static List<EndpointSlice> joined(List<EndpointSlice> before, List<EndpointSlice> more) {
    List<EndpointSlice> now = before.size() == 1 ? new ArrayList<>(before) : before;
    now.addAll(more);
    return now;
  }
}
