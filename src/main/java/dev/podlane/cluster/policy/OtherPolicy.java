package dev.podlane.cluster.policy;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.document.Place;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A policy of another API: Calico, Cilium, Antrea, service meshes. Its rules are not read.
 *
 * @param ref its name
 * @param place place in the documents
 * @param directions those it has rules for
 * @param subject the pods it is about
 */
public record OtherPolicy(
    ObjectRef ref, Place place, Set<Direction> directions, PacketAtHook subject) implements Policy {
  /**
   * The pods a policy is about.
   *
   * @param namespace the only namespace; empty for every one
   * @param namespaces selects namespaces by label; null if that cannot be read
   * @param pods selects pods by label; null if that cannot be read
   */
  public record PacketAtHook(
      String namespace, @Nullable LabelSelector namespaces, @Nullable LabelSelector pods) {}

  public OtherPolicy {
    directions = Collections.unmodifiableSet(new TreeSet<>(directions));
  }

  @Override
  public Selection selects(Pod pod, Map<String, String> namespaceLabels) {
    LabelSelector namespaces = subject.namespaces();
    LabelSelector pods = subject.pods();
    boolean elsewhere =
        !subject.namespace().isEmpty() && !subject.namespace().equals(pod.namespace());
    boolean misses =
        (namespaces != null && !namespaces.matches(namespaceLabels))
            || (pods != null && !pods.matches(pod.labels()));
    if (pod.hostNetwork() || elsewhere || misses) {
      return Selection.NO;
    }
    return namespaces == null || pods == null ? Selection.UNKNOWN : Selection.YES;
  }
}
