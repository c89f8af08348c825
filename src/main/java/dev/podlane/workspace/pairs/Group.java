package dev.podlane.workspace.pairs;

import java.util.List;

/**
 * A row or a column of the matrix.
 *
 * @param kind the kind of members
 * @param namespace their Kubernetes namespace; empty if they have none, or several
 * @param name its name; of a workload, pod or node that one's; empty if the kind says it all
 * @param owner kind of the workload, such as {@code Deployment}; empty for other groups
 * @param pods numbers of the pods among {@link
 *     dev.podlane.cluster.policy.classes.PolicyClasses#pods()}, in rising order
 * @param strangers members that are no pods
 */
@SuppressWarnings("ArrayRecordComponent") // numbers by the million, never changed nor compared
public record Group(
    Kind kind, String namespace, String name, String owner, int[] pods, List<Stranger> strangers) {
  /** The kinds of groups. */
  public enum Kind {
    WORKLOAD,
    NAMESPACE,
    CLASS,
    /** The one pod that is asked about. */
    POD,
    NODE,
    /** The world outside the cluster. */
    OUTSIDE,
    /** Pods of a namespace that do not exist yet. */
    NEW_PODS,
    /** Pods of a namespace that does not exist yet. */
    NEW_NAMESPACE
  }

  public Group {
    strangers = List.copyOf(strangers);
  }

  /** Returns the number of members: pods, nodes, or ranges of addresses. */
  public int size() {
    return pods.length + strangers.size();
  }
}
