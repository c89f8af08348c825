package dev.podlane.compile.proxy;

import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ports of Services that another plan has, by the path of the Service. */
final class KnownPorts {
  private final Map<String, List<ProxiedPort>> ports = new HashMap<>();

  /** The ports of a plan are known, too. */
  void add(ProxyPlan plan) {
    for (ProxiedPort each : plan.ports()) {
      ports.computeIfAbsent(each.ref().path(), any -> new ArrayList<>()).add(each);
    }
  }

  /**
   * The port of a Service; null if it is not known with these slices.
   *
   * @param index its place in {@code spec.ports}
   */
  @SuppressWarnings("ReferenceEquality") // what is not the same object may differ
  @Nullable ProxiedPort get(Service service, int index, List<EndpointSlice> slices) {
    if (ports.isEmpty()) {
      return null;
    }
    for (ProxiedPort each : ports.getOrDefault(service.ref().path(), List.of())) {
      if (each.service() == service && each.index() == index && each.endpoints().isOf(slices)) {
        return each;
      }
    }
    return null;
  }
}
