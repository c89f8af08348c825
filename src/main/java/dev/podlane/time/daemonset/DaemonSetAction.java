package dev.podlane.time.daemonset;

/** One change that the DaemonSet controller makes. */
public sealed interface DaemonSetAction {
  /** The reason for deleting a pod. */
  enum Reason {
    /** It has ended, well or not (rule 208). */
    FINISHED,
    /** There is another one on its node. */
    EXCESS,
    /** Its node is not to run it (rule 208). */
    UNWANTED,
    /** It has an old revision (rule 205). */
    UPDATE,
    /** The new pod on its node is available (rule 207). */
    SURGED
  }

  /**
   * Creates a pod for a node, by node affinity on its name; the scheduler binds it.
   *
   * @param node the node
   */
  record CreatePod(String node) implements DaemonSetAction {}

  /**
   * Deletes a pod.
   *
   * @param name the pod
   * @param node the node it is for
   * @param reason the rule that asked for it
   */
  record DeletePod(String name, String node, Reason reason) implements DaemonSetAction {}
}
