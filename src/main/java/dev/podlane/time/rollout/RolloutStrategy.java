package dev.podlane.time.rollout;

import dev.podlane.cluster.amount.Amount;
import dev.podlane.document.Fields;

/** A Deployment's {@code spec.strategy}. */
public sealed interface RolloutStrategy {
  /** The default: RollingUpdate, 25 % each way (rule 151). */
  RolloutStrategy DEFAULT = new RollingUpdate(Amount.percent(25), Amount.percent(25));

  /**
   * Replaces pods step by step within two limits.
   *
   * @param maxSurge pods above the wanted number; a percentage is rounded up
   * @param maxUnavailable pods below the wanted number; a percentage is rounded down
   */
  record RollingUpdate(Amount maxSurge, Amount maxUnavailable) implements RolloutStrategy {
    @Override
    public int surge(int replicas) {
      return Fenceposts.of(maxSurge, maxUnavailable, replicas).surge();
    }

    @Override
    public int unavailable(int replicas) {
      return Math.min(replicas, Fenceposts.of(maxSurge, maxUnavailable, replicas).unavailable());
    }
  }

  /** Ends all old pods before the first new one is made. */
  record Recreate() implements RolloutStrategy {
    @Override
    public int surge(int replicas) {
      return 0;
    }

    @Override
    public int unavailable(int replicas) {
      return 0;
    }
  }

  /**
   * Reads {@code strategy} of a Deployment's spec; what is absent or wrong is the default.
   *
   * @param spec the Deployment's {@code spec}
   */
  static RolloutStrategy read(Fields spec) {
    Fields strategy = spec.mapOrEmpty("strategy");
    if (strategy.text("type").filter("Recreate"::equals).isPresent()) {
      return new Recreate();
    }
    Fields rolling = strategy.mapOrEmpty("rollingUpdate");
    return new RollingUpdate(
        Amount.read(rolling, "maxSurge").orElse(Amount.percent(25)),
        Amount.read(rolling, "maxUnavailable").orElse(Amount.percent(25)));
  }

  /** Pods above that wanted number, 0 for Recreate. */
  int surge(int replicas);

  /** Pods below that wanted number, never more than it (rule 154); 0 for Recreate. */
  int unavailable(int replicas);
}
