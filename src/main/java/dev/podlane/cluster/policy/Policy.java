package dev.podlane.cluster.policy;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.document.Place;
import java.util.Map;
import java.util.Set;

/** An object that can forbid packets. */
public sealed interface Policy permits NetworkPolicy, TieredPolicy, OtherPolicy {
  /** Its name. */
  ObjectRef ref();

  /** Returns the place in the documents. */
  Place place();

  /** The directions it is about. */
  Set<Direction> directions();

  /**
   * Decides if the policy applies to a pod. It applies to no pod of the host's network (rules 103
   * and 115: behaviour of plugins, not of the API).
   *
   * @param namespaceLabels labels of the pod's namespace
   */
  Selection selects(Pod pod, Map<String, String> namespaceLabels);
}
