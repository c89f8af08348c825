package dev.podlane.time.statefulset;

/** One change that the StatefulSet controller makes. */
public sealed interface StatefulSetAction {
  /** The reason for deleting a pod. */
  enum Reason {
    /** It has ended and is made again under its name (rule 196). */
    FINISHED,
    /** Its ordinal is not wanted (rule 194). */
    SCALE_DOWN,
    /** It has an old revision (rule 198). */
    UPDATE
  }

  /**
   * Creates a pod.
   *
   * @param name its name
   * @param ordinal its ordinal
   * @param revision its revision
   */
  record CreatePod(String name, int ordinal, String revision) implements StatefulSetAction {}

  /**
   * Deletes a pod.
   *
   * @param name its name
   * @param ordinal its ordinal
   * @param reason the rule that asked for it
   */
  record DeletePod(String name, int ordinal, Reason reason) implements StatefulSetAction {}
}
