package dev.podlane.time.daemonset;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts of a DaemonSet's status (updateDaemonSetStatus): nodes, each judged by its oldest pod.
 *
 * @param desired nodes that should run the pod
 * @param current those of them that have one
 * @param misscheduled other nodes that have one
 * @param ready nodes whose pod is Ready
 * @param available nodes whose pod is available
 * @param updated nodes whose pod has the revision of the template
 */
public record DaemonSetStatus(
    int desired, int current, int misscheduled, int ready, int available, int updated) {
  private static final Comparator<DaemonPod> OLDEST =
      Comparator.comparing(DaemonPod::created).thenComparing(DaemonPod::name);

  /** Nodes that should run an available pod and do not. */
  public int unavailable() {
    return desired - available;
  }

  /** Counts. */
  public static DaemonSetStatus of(
      DaemonSetView set, List<DaemonNode> nodes, List<DaemonPod> pods, Duration now) {
    Map<String, DaemonPod> oldestOn = new HashMap<>();
    pods.stream()
        .filter(each -> !each.gone())
        .forEach(each -> oldestOn.merge(each.node(), each, DaemonSetStatus::older));
    int desired = 0;
    int current = 0;
    int misscheduled = 0;
    int ready = 0;
    int available = 0;
    int updated = 0;
    for (DaemonNode node : nodes) {
      Optional<DaemonPod> oldest = Optional.ofNullable(oldestOn.get(node.name()));
      if (!node.shouldRun()) {
        misscheduled += oldest.isPresent() ? 1 : 0;
        continue;
      }
      desired++;
      current += oldest.isPresent() ? 1 : 0;
      ready += oldest.filter(DaemonPod::ready).isPresent() ? 1 : 0;
      available +=
          oldest.filter(each -> each.available(set.minReadySeconds(), now)).isPresent() ? 1 : 0;
      updated += oldest.filter(DaemonPod::updated).isPresent() ? 1 : 0;
    }
    return new DaemonSetStatus(desired, current, misscheduled, ready, available, updated);
  }

  private static DaemonPod older(DaemonPod a, DaemonPod b) {
    return OLDEST.compare(a, b) <= 0 ? a : b;
  }
}
