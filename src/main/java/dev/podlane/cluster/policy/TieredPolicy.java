package dev.podlane.cluster.policy;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.document.Place;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A ClusterNetworkPolicy, or one of its forerunners AdminNetworkPolicy and
 * BaselineAdminNetworkPolicy (rules 109 to 118; network-policy-api {@code apis/v1alpha1}, {@code
 * apis/v1alpha2}).
 *
 * @param ref its name
 * @param place place in the documents
 * @param tier before or behind NetworkPolicies (rule 109)
 * @param priority lower numbers come first (rule 110); 0 for a BaselineAdminNetworkPolicy
 * @param subject the pods it is about; null if none can be read
 * @param directions those that have rules, readable or not
 * @param ingress rules for packets to its pods, in their order
 * @param egress rules for packets from its pods, in their order
 * @param valid false if the API server would refuse it, so that its contents may not be the
 *     intended ones
 */
public record TieredPolicy(
    ObjectRef ref,
    Place place,
    Tier tier,
    int priority,
    TieredRule.@Nullable Pods subject,
    Set<Direction> directions,
    List<TieredRule> ingress,
    List<TieredRule> egress,
    boolean valid)
    implements Policy {
  /** The tiers around NetworkPolicies. */
  public enum Tier {
    ADMIN,
    BASELINE
  }

  public TieredPolicy {
    directions = Collections.unmodifiableSet(new TreeSet<>(directions));
    ingress = List.copyOf(ingress);
    egress = List.copyOf(egress);
  }

  @Override
  public Selection selects(Pod pod, Map<String, String> namespaceLabels) {
    if (pod.hostNetwork()) {
      return Selection.NO;
    }
    TieredRule.Pods about = subject;
    if (about == null) {
      return Selection.UNKNOWN;
    }
    boolean selected =
        about.namespaces().matches(namespaceLabels) && about.pods().matches(pod.labels());
    return selected ? Selection.YES : Selection.NO;
  }

  /** The rules of one direction. */
  public List<TieredRule> rules(Direction direction) {
    return direction == Direction.INGRESS ? ingress : egress;
  }
}
