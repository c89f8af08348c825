package dev.podlane.cluster.policy;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
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
 * @param place place in the documents
 * @param podSelector selects pods of its own namespace (rule 82)
 * @param directions those it isolates its pods for (rules 83, 84)
 * @param ingress rules for packets to its pods; empty if {@code directions} lacks ingress (rule 85)
 * @param egress rules for packets from its pods
 * @param valid false if the API server would refuse it (rule 107), so that its contents may not be
 *     the intended ones
 */
public record NetworkPolicy(
    ObjectRef ref,
    Place place,
    LabelSelector podSelector,
    Set<Direction> directions,
    List<NetworkPolicyRule> ingress,
    List<NetworkPolicyRule> egress,
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
  public List<NetworkPolicyRule> rules(Direction direction) {
    return direction == Direction.INGRESS ? ingress : egress;
  }
}
