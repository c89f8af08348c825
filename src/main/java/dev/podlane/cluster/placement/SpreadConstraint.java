package dev.podlane.cluster.placement;

import dev.podlane.cluster.select.LabelSelector;
import org.jspecify.annotations.Nullable;

/**
 * A topology spread constraint of a pod with {@code whenUnsatisfiable: DoNotSchedule}.
 *
 * @param maxSkew pods that one place may have more than the one with the fewest, at least 1
 * @param topologyKey label of the nodes that makes two of them the same place
 * @param selector pods that count, with what {@code matchLabelKeys} add; null selects none
 * @param minDomains places that there must be, or else the fewest counts as 0; at least 1
 * @param honorAffinity true if only nodes that the pod's affinity allows count, the default
 * @param honorTaints true if only nodes whose taints the pod tolerates count
 */
public record SpreadConstraint(
    int maxSkew,
    String topologyKey,
    @Nullable LabelSelector selector,
    int minDomains,
    boolean honorAffinity,
    boolean honorTaints) {
  /** Returns true if a pod with these labels counts. */
  boolean counts(PodView pod) {
    return selector != null && selector.matches(pod.labels());
  }
}
