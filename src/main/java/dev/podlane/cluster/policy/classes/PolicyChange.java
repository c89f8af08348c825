package dev.podlane.cluster.policy.classes;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.OtherPolicy;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.policy.TieredPolicy;
import dev.podlane.document.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy that was added, taken away, or says something else.
 *
 * @param before null if it was added
 * @param after null if it was taken away
 */
public record PolicyChange(@Nullable Policy before, @Nullable Policy after) {
  /** The changes from one list of policies to another; their order and places do not count. */
  public static List<PolicyChange> between(List<Policy> before, List<Policy> after) {
    Map<ObjectRef, Policy> left = byName(after);
    List<PolicyChange> changes = new ArrayList<>();
    for (Policy each : before) {
      Policy now = left.remove(each.ref());
      if (now == null || !isAlike(each, now)) {
        changes.add(new PolicyChange(each, now));
      }
    }
    left.values().forEach(each -> changes.add(new PolicyChange(null, each)));
    return changes;
  }

  static Map<ObjectRef, Policy> byName(List<Policy> policies) {
    Map<ObjectRef, Policy> all = new LinkedHashMap<>();
    policies.forEach(each -> all.put(each.ref(), each));
    return all;
  }

  /** Returns true if both say the same, wherever they are written. */
  static boolean isAlike(Policy one, Policy other) {
    return one.equals(other) || placeless(one).equals(placeless(other));
  }

  private static Policy placeless(Policy policy) {
    if (policy instanceof NetworkPolicy its) {
      return new NetworkPolicy(
          its.ref(),
          Place.NOWHERE,
          its.podSelector(),
          its.directions(),
          its.ingress(),
          its.egress(),
          its.valid());
    }
    if (policy instanceof TieredPolicy its) {
      return new TieredPolicy(
          its.ref(),
          Place.NOWHERE,
          its.tier(),
          its.priority(),
          its.subject(),
          its.directions(),
          its.ingress(),
          its.egress(),
          its.valid());
    }
    OtherPolicy its = (OtherPolicy) policy;
    return new OtherPolicy(its.ref(), Place.NOWHERE, its.directions(), its.subject());
  }
}
