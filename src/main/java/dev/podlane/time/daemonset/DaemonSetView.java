package dev.podlane.time.daemonset;

import dev.podlane.cluster.amount.Amount;
import dev.podlane.document.Fields;

/**
 * A DaemonSet as its controller sees it.
 *
 * @param rolling true for RollingUpdate, the default; false for OnDelete
 * @param maxUnavailable nodes that may be without an available pod, 1 by default; a percentage of
 *     the nodes is rounded up (rule 204)
 * @param maxSurge nodes that may have a new pod beside the old one, 0 by default; rounded up
 * @param minReadySeconds {@code spec.minReadySeconds}
 */
public record DaemonSetView(
    boolean rolling, Amount maxUnavailable, Amount maxSurge, int minReadySeconds) {
  /**
   * Reads a DaemonSet's spec; what is absent or wrong is the default.
   *
   * @param spec the DaemonSet's {@code spec}
   */
  public static DaemonSetView read(Fields spec) {
    Fields strategy = spec.mapOrEmpty("updateStrategy");
    Fields rolling = strategy.mapOrEmpty("rollingUpdate");
    return new DaemonSetView(
        strategy.text("type").filter("OnDelete"::equals).isEmpty(),
        Amount.read(rolling, "maxUnavailable").orElse(Amount.of(1)),
        Amount.read(rolling, "maxSurge").orElse(Amount.of(0)),
        spec.integer("minReadySeconds").orElse(0));
  }

  /** New pods beside old ones for a number of nodes. */
  int surge(int desired) {
    return maxSurge.up(desired);
  }

  /** Nodes without an available pod; 1 if both limits come to 0 (unavailableCount). */
  int unavailable(int desired) {
    int count = maxUnavailable.up(desired);
    return count == 0 && surge(desired) == 0 ? 1 : count;
  }
}
