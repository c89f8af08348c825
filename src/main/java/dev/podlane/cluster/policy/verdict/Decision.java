package dev.podlane.cluster.policy.verdict;

import java.util.List;

/**
 * The verdict over a packet.
 *
 * @param because the reasons, those of egress first; what denies is alone there if anything does;
 *     empty if no policy selects either end
 */
public record Decision(Verdict verdict, List<Because> because) {
  public Decision {
    because = List.copyOf(because);
  }
}
