package dev.podlane.compile.cni.felix;

import java.util.List;

/**
 * The jumps of a pod's chain to the policies of one tier.
 *
 * @param tier its name
 * @param passes true if the next tier is asked about what none of the policies decides; else it is
 *     dropped
 * @param chains chains of policies or groups of them, in their order; none if no policy of the tier
 *     is about the direction
 */
public record Jumps(String tier, boolean passes, List<String> chains) {
  public Jumps {
    chains = List.copyOf(chains);
  }
}
