package dev.podlane.time.event;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Source;
import dev.podlane.time.state.Settings;
import org.jspecify.annotations.Nullable;

/** Something that a person does to a cluster, or that befalls a machine. */
public sealed interface Happening {
  /**
   * Another number of replicas is wanted.
   *
   * @param workload {@code KIND namespace/name}
   */
  record Scale(String workload, int replicas) implements Happening {}

  /**
   * The object of a workload is written anew.
   *
   * @param workload {@code KIND namespace/name}
   * @param source the object as it is from now on
   */
  record Rewrite(String workload, Source source) implements Happening {}

  /**
   * A Deployment goes back to an earlier template (rules 177, 178).
   *
   * @param workload {@code KIND namespace/name}
   * @param revision 0 for the one before
   */
  record Rollback(String workload, long revision) implements Happening {}

  /**
   * A pod is deleted.
   *
   * @param pod {@code namespace/name}
   * @param grace in milliseconds; null for the pod's own
   */
  record DeletePod(String pod, @Nullable Long grace) implements Happening {}

  /**
   * A container ends.
   *
   * @param pod {@code namespace/name}
   * @param container its name; empty for the sandbox
   */
  record Kill(String pod, String container) implements Happening {}

  /**
   * A probe fails, or succeeds, from now on.
   *
   * @param pod {@code namespace/name}
   * @param container its name; empty for all
   * @param liveness true for liveness, false for readiness
   */
  record Probe(String pod, String container, boolean liveness, boolean passes)
      implements Happening {}

  /** A node is cordoned, or no longer. */
  record Cordon(String node, boolean schedulable) implements Happening {}

  /** A machine goes, or comes back. */
  record Machine(String node, boolean runs) implements Happening {}

  /** The kube-proxy of a node stops, or runs again (rule 272). */
  record Proxy(String node, boolean runs) implements Happening {}

  /**
   * Objects that no controller changes are others: a Service, a policy, the labels of a namespace.
   *
   * @param cluster the cluster as its documents settle it after the change
   */
  record Rebase(Cluster cluster) implements Happening {}

  /** Delays and periods are others. */
  record Set(Settings settings) implements Happening {}
}
