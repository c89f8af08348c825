package dev.podlane.cluster.policy;

import dev.podlane.cluster.object.Pod;
import java.util.List;
import java.util.Map;

/**
 * The policies of a cluster.
 *
 * @param all in the order of the documents
 */
public record Policies(List<Policy> all) {
  /** No policies. */
  public static final Policies NONE = new Policies(List.of());

  public Policies {
    all = List.copyOf(all);
  }

  /**
   * The policies that select a pod for one direction, or may.
   *
   * @param namespaceLabels labels of the pod's namespace
   */
  public List<Policy> selecting(Pod pod, Map<String, String> namespaceLabels, Direction direction) {
    return all.stream()
        .filter(policy -> policy.directions().contains(direction))
        .filter(policy -> policy.selects(pod, namespaceLabels) != Selection.NO)
        .toList();
  }
}
