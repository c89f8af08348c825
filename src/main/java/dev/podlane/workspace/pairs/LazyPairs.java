package dev.podlane.workspace.pairs;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.policy.classes.PolicyClasses;
import dev.podlane.cluster.policy.verdict.LazyPolicies;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of a cluster as its packets meet policies, made ready when they are first asked for:
 * without any policy where nothing enforces them (rule 106). Thread-safe.
 */
public final class LazyPairs {
  private final Cluster cluster;
  private final LazyPolicies policies;
  private final AtomicReference<@Nullable Pairs> made = new AtomicReference<>();

  /**
   * Those of a settled cluster.
   *
   * @param policies of this cluster
   */
  public LazyPairs(Cluster cluster, LazyPolicies policies) {
    boolean isEnforced = cluster.network().nodes().policyEngine().enforces();
    this.cluster = isEnforced ? cluster : cluster.withoutPolicies();
    this.policies = isEnforced ? policies : new LazyPolicies(this.cluster);
  }

  /** The pairs. */
  public Pairs get() {
    Pairs known = made.get();
    if (known == null) {
      made.compareAndSet(null, new Pairs(cluster, policies, PolicyClasses.of(cluster)));
      known = made.get();
    }
    return known == null ? get() : known;
  }

  /** The pairs if they were asked for already, or taken over; else null. */
  public @Nullable Pairs known() {
    return made.get();
  }

  /** Takes over those of another cluster, unless it differs in more than a few policies. */
  public void follow(Pairs before) {
    if (made.get() == null) {
      made.compareAndSet(null, before.after(cluster, policies));
    }
  }
}
