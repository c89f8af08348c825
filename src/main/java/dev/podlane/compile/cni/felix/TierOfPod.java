package dev.podlane.compile.cni.felix;

import dev.podlane.cluster.policy.Direction;
import java.util.List;

/**
 * The policies of one tier that are about a pod.
 *
 * @param tier the tier
 * @param ingress groups about what it receives
 * @param egress groups about what it sends
 */
record TierOfPod(FelixTier tier, List<PolicyGroup> ingress, List<PolicyGroup> egress) {
  TierOfPod {
    ingress = List.copyOf(ingress);
    egress = List.copyOf(egress);
  }

  List<PolicyGroup> groups(Direction direction) {
    return direction == Direction.INGRESS ? ingress : egress;
  }
}
