package dev.podlane.cluster.placement;

import dev.podlane.cluster.select.LabelSelector;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A required term of a pod's affinity or anti-affinity to other pods.
 *
 * @param selector pods it speaks of; null selects none
 * @param namespaces namespaces by name; with no names and no selector it is the pod's own
 * @param namespaceSelector namespaces by label; null for none
 * @param topologyKey label of the nodes that makes two of them the same place
 */
public record AffinityTerm(
    @Nullable LabelSelector selector,
    List<String> namespaces,
    @Nullable LabelSelector namespaceSelector,
    String topologyKey) {
  public AffinityTerm {
    namespaces = List.copyOf(namespaces);
  }

  /**
   * Returns true if it speaks of a pod.
   *
   * @param own namespace of the pod that has the term
   * @param other the pod
   * @param labels labels of namespaces by name
   */
  boolean matches(String own, PodView other, Map<String, Map<String, String>> labels) {
    if (selector == null || !selector.matches(other.labels())) {
      return false;
    }
    if (namespaces.isEmpty() && namespaceSelector == null) {
      return own.equals(other.namespace());
    }
    return namespaces.contains(other.namespace())
        || (namespaceSelector != null
            && namespaceSelector.matches(labels.getOrDefault(other.namespace(), Map.of())));
  }
}
