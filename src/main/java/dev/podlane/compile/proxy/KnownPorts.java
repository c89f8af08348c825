package dev.podlane.compile.proxy;

import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ports of Services that another plan has. */
final class KnownPorts {
  /** By their Service, which has to be the same object: what is not may differ. */
  private final IdentityHashMap<Service, List<ProxiedPort>> ports = new IdentityHashMap<>();

  /** The ports of a plan are known, too. */
  void add(ProxyPlan plan) {
    for (ProxiedPort each : plan.ports()) {
      ports.merge(each.service(), List.of(each), ProxyPlan::joined);
    }
  }

  /**
   * The port of a Service; null if it is not known with these slices.
   *
   * @param index its place in {@code spec.ports}
   */
  @Nullable ProxiedPort get(Service service, int index, List<EndpointSlice> slices) {
    for (ProxiedPort each : ports.getOrDefault(service, List.of())) {
      if (each.index() == index && each.endpoints().isOf(slices)) {
        return each;
      }
    }
    return null;
  }
}
