package dev.podlane.time.rollout;

import dev.podlane.cluster.amount.Amount;

/**
 * The two limits of a rolling update in pods (rules 152 and 153; ResolveFenceposts in
 * pkg/controller/deployment/util/deployment_util.go).
 *
 * @param surge pods above the wanted number, at least 0
 * @param unavailable pods below the wanted number, at least 0; not yet capped at that number
 */
public record Fenceposts(int surge, int unavailable) {
  /**
   * Resolves both limits for a number of replicas: the surge is rounded up, the unavailable ones
   * are rounded down, and if both come to 0 one pod may be unavailable, as a surge may be
   * impossible.
   */
  public static Fenceposts of(Amount maxSurge, Amount maxUnavailable, int replicas) {
    int surge = maxSurge.up(replicas);
    int unavailable = maxUnavailable.down(replicas);
    return new Fenceposts(surge, surge == 0 && unavailable == 0 ? 1 : unavailable);
  }
}
