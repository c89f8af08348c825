package dev.podlane.cluster.policy.verdict;

import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.OtherPolicy;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.policy.TieredPolicy;
import dev.podlane.cluster.policy.TieredPolicy.Tier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Pods that no policy can tell apart but by address and port: of one namespace with equal labels.
 *
 * @param namespace their namespace
 * @param labels their labels
 * @param namespaceLabels those of their namespace
 * @param ingress policies that select them for packets to them, or may
 * @param egress policies that select them for packets from them, or may
 */
record Subject(
    String namespace,
    SortedMap<String, String> labels,
    Map<String, String> namespaceLabels,
    Selecting ingress,
    Selecting egress) {
  /**
   * Policies of one direction.
   *
   * @param admin the Admin tier by priority
   * @param network NetworkPolicies in the order of the documents
   * @param baseline the Baseline tier by priority
   * @param others policies that are not simulated
   */
  record Selecting(
      List<TieredPolicy> admin,
      List<NetworkPolicy> network,
      List<TieredPolicy> baseline,
      List<OtherPolicy> others) {
    static Selecting of(List<Policy> policies, Direction direction) {
      List<TieredPolicy> admin = new ArrayList<>();
      List<NetworkPolicy> network = new ArrayList<>();
      List<TieredPolicy> baseline = new ArrayList<>();
      List<OtherPolicy> others = new ArrayList<>();
      for (Policy policy : policies) {
        if (policy instanceof NetworkPolicy its && its.directions().contains(direction)) {
          network.add(its);
        } else if (policy instanceof TieredPolicy its && its.directions().contains(direction)) {
          (its.tier() == Tier.ADMIN ? admin : baseline).add(its);
        } else if (policy instanceof OtherPolicy its && its.directions().contains(direction)) {
          others.add(its);
        }
      }
      Comparator<TieredPolicy> order = Comparator.comparingInt(TieredPolicy::priority);
      admin.sort(order);
      baseline.sort(order);
      return new Selecting(admin, network, baseline, others);
    }

    boolean isEmpty() {
      return admin.isEmpty() && network.isEmpty() && baseline.isEmpty() && others.isEmpty();
    }
  }

  Selecting selecting(Direction direction) {
    return direction == Direction.INGRESS ? ingress : egress;
  }
}
