package dev.podlane.compile.proxy;

import dev.podlane.cluster.service.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ports of Services that other plans have. */
final class KnownPorts {
  private final List<ProxyPlan> plans;

  /**
   * The ports of each plan by their Service, which has to be the same object: others may differ.
   */
  private final List<Alongside<ProxiedPort>> ports = new ArrayList<>();

  /**
   * Those of plans.
   *
   * @param before the plans, the most similar one first
   */
  KnownPorts(Collection<ProxyPlan> before) {
    plans = List.copyOf(before);
    plans.forEach(plan -> ports.add(new Alongside<>(plan.ports(), ProxiedPort::service)));
  }

  /** The slices of the most similar plan. */
  ServiceSlices slices() {
    return plans.isEmpty() ? ServiceSlices.none() : plans.get(0).slices();
  }

  /**
   * The port of a Service; null if it is not known with these slices.
   *
   * @param index its place in {@code spec.ports}
   */
  @SuppressWarnings("ReferenceEquality") // of the same slices there is nothing to compare
  @Nullable ProxiedPort get(Service service, int index, ServiceSlices slices) {
    for (int i = 0; i < plans.size(); i++) {
      ProxiedPort found = ports.get(i).find(service);
      if (found != null
          && found.index() == index
          && (plans.get(i).slices() == slices
              || found.endpoints().isOf(slices.of(service.ref())))) {
        return found;
      }
    }
    return null;
  }
}
