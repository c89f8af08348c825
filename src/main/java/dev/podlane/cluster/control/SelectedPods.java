package dev.podlane.cluster.control;

import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.service.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the pods that Services select. Only pods with the rarest of a selector's labels are looked
 * at, and the work for all Services together is bounded.
 */
final class SelectedPods {
  /** The most endpoints of all Services, each counted once for each port. */
  private static final int MOST_ENDPOINTS = 400_000;

  /** The most pods that are looked at. */
  private static final int MOST_LOOKS = 20_000_000;

  private final Map<Label, List<Pod>> byLabel = new HashMap<>();
  private int endpoints;
  private int looks;

  private record Label(String namespace, String key, String value) {}

  /**
   * Pods to be found.
   *
   * @param services Services whose selectors will be asked for
   */
  SelectedPods(List<Service> services, List<Pod> pods) {
    for (Service service : services) {
      labels(service).forEach(label -> byLabel.put(label, new ArrayList<>()));
    }
    for (Pod pod : pods) {
      if (isSelectable(pod)) {
        pod.labels()
            .forEach(
                (key, value) -> {
                  List<Pod> all = byLabel.get(new Label(pod.namespace(), key, value));
                  if (all != null) {
                    all.add(pod);
                  }
                });
      }
    }
  }

  /** Returns true if a pod is an endpoint of the Services that select it. */
  static boolean isSelectable(Pod pod) {
    return !pod.isFinished() && !pod.traits().addresses().isEmpty();
  }

  private static List<Label> labels(Service service) {
    LabelSelector selector = service.selector();
    return selector == null
        ? List.of()
        : selector.matchLabels().entrySet().stream()
            .map(each -> new Label(service.ref().namespace(), each.getKey(), each.getValue()))
            .toList();
  }

  /** The pods of a Service, in the order of the documents; empty if a bound was reached. */
  Optional<List<Pod>> of(Service service) {
    List<Pod> rarest = null;
    for (Label label : labels(service)) {
      List<Pod> all = byLabel.getOrDefault(label, List.of());
      rarest = rarest == null || all.size() < rarest.size() ? all : rarest;
    }
    LabelSelector selector = service.selector();
    if (rarest == null || selector == null) {
      return Optional.of(List.of());
    }
    int ports = Math.max(1, service.ports().size());
    List<Pod> found = new ArrayList<>();
    for (Pod pod : rarest) {
      if (++looks > MOST_LOOKS) {
        return Optional.empty();
      }
      if (selector.matches(pod.labels())) {
        found.add(pod);
        endpoints += ports;
        if (endpoints > MOST_ENDPOINTS) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(found);
  }
}
