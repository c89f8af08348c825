package dev.podlane.cluster.policy;

import dev.podlane.cluster.ObjectRef;
import dev.podlane.cluster.Pod;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.document.Place;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A NetworkPolicy of {@code networking.k8s.io}, every default filled in.
 *
 * @param ref its name
 * @param place where it was written
 * @param podSelector selects pods of its own namespace (rule 82)
 * @param directions those it isolates its pods for (rules 83, 84)
 * @param ingress what it allows to its pods; none if {@code directions} lacks it (rule 85)
 * @param egress what it allows from its pods
 * @param valid false if the API server would refuse it (rule 107), so that what it says here may
 *     not be what was meant
 */
public record NetworkPolicy(
    ObjectRef ref,
    Place place,
    LabelSelector podSelector,
    Set<Direction> directions,
    List<PolicyRule> ingress,
    List<PolicyRule> egress,
    boolean valid)
    implements Policy {
  public NetworkPolicy {
    directions = Collections.unmodifiableSet(new TreeSet<>(directions));
    ingress = List.copyOf(ingress);
    egress = List.copyOf(egress);
  }

  @Override
  public Selection selects(Pod pod, Map<String, String> namespaceLabels) {
    boolean selected =
        !pod.hostNetwork()
            && pod.namespace().equals(ref.namespace())
            && podSelector.matches(pod.labels());
    return selected ? Selection.YES : Selection.NO;
  }

  /** The rules of one direction. */
  public List<PolicyRule> rules(Direction direction) {
    return direction == Direction.INGRESS ? ingress : egress;
  }
}
