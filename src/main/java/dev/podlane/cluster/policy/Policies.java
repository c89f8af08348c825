package dev.podlane.cluster.policy;

import dev.podlane.cluster.object.Pod;
import java.util.List;
import java.util.Map;

/**
 * The policies of a cluster.
 *
 * @param all in the order of the documents
 * @param awaited true if others come or have come at another moment of a time line: the program
 *     that enforces them has its rules at every moment then
 */
public record Policies(List<Policy> all, boolean awaited) {
  /** No policies. */
  public static final Policies NONE = new Policies(List.of());

  public Policies {
    all = List.copyOf(all);
  }

  /** Policies of a cluster in which no time passes. */
  public Policies(List<Policy> all) {
    this(all, false);
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
