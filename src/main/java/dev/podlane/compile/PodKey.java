package dev.podlane.compile;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.net.shared.HashIndex;
import org.jspecify.annotations.Nullable;

/** Something by which pods are found. */
enum PodKey {
  /** Namespace and name. */
  PATH,
  /** The bare name. */
  NAME,
  /** The node's name. */
  NODE,
  /** The bare name of the workload that brings it. */
  OWNER,
  /** The address. */
  ADDRESS;

  /**
   * The hash of a pod.
   *
   * @param number instead, for a pod that is never looked for in this way
   */
  long hash(Pod pod, int number) {
    return switch (this) {
      case PATH -> hash(pod.namespace(), pod.name());
      case NAME -> HashIndex.hash(pod.name());
      case NODE -> hash(pod.nodeName(), number);
      case OWNER -> hash(owner(pod.owner()), number);
      case ADDRESS -> pod.podIp() == null ? number : pod.podIp().hashCode();
    };
  }

  /** The hash of a namespace and a name. */
  static long hash(String namespace, String name) {
    return HashIndex.hash(namespace) * 31 + HashIndex.hash(name);
  }

  private static long hash(@Nullable String text, int number) {
    return text == null ? number : HashIndex.hash(text);
  }

  private static @Nullable String owner(@Nullable ObjectRef owner) {
    return owner == null ? null : owner.name();
  }
}
