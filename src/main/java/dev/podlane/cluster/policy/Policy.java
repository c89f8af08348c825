package dev.podlane.cluster.policy;

import dev.podlane.cluster.ObjectRef;
import dev.podlane.cluster.Pod;
import dev.podlane.document.Place;
import java.util.Map;
import java.util.Set;

/** An object that can forbid packets. */
public sealed interface Policy permits NetworkPolicy, OtherPolicy {
  /** Its name. */
  ObjectRef ref();

  /** Where it was written. */
  Place place();

  /** The directions it is about. */
  Set<Direction> directions();

  /**
   * Whether it selects a pod as the one it protects. Pods of the host's network are selected by
   * none (rules 103 and 115: what plugins do, not what the API says).
   *
   * @param namespaceLabels labels of the pod's namespace
   */
  Selection selects(Pod pod, Map<String, String> namespaceLabels);
}
