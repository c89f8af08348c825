package dev.podlane.compile.cni.felix;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.Policy;
import java.util.List;

/**
 * A policy of Kubernetes as Felix sees it.
 *
 * @param policy the policy
 * @param kind Calico's name of its kind
 * @param tier its tier
 * @param order lower ones are asked first
 * @param selector Felix's text of the pods that it is about
 * @param ingress rules for packets to its pods
 * @param egress rules for packets from its pods
 */
record FelixPolicy(
    Policy policy,
    String kind,
    FelixTier tier,
    int order,
    String selector,
    Rules ingress,
    Rules egress) {
  /**
   * The rules of one direction.
   *
   * @param isThere false if the policy is not about the direction
   * @param all in their order
   */
  record Rules(boolean isThere, List<FelixRule> all) {
    Rules {
      all = List.copyOf(all);
    }
  }

  /** Its object. */
  ObjectRef ref() {
    return policy.ref();
  }

  /** The rules of a direction. */
  Rules rules(Direction direction) {
    return direction == Direction.INGRESS ? ingress : egress;
  }

  /** The name of the chain of a direction. */
  String chain(Direction direction) {
    return PodChain.name(ref(), direction);
  }

  /** The comment of the chain of a direction. */
  String comment(Direction direction) {
    return kind + " " + ref().path() + (direction == Direction.INGRESS ? " ingress" : " egress");
  }

  /** Its place among policies of equal order ({@code felix/calc/policy_sorter.go}). */
  String place() {
    return ref().name() + "/" + ref().namespace() + "/" + kind;
  }

  /** Felix's text of its id ({@code felix/types/policy_id.go}). */
  String id() {
    return "{Name: " + ref().name() + ", Namespace: " + ref().namespace() + ", Kind: " + kind + "}";
  }
}
