package dev.podlane.cluster.policy.verdict;

import dev.podlane.cluster.Cluster;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The policies of a cluster, made ready when they are first asked. Thread-safe. */
public final class LazyPolicies implements Supplier<PolicyIndex> {
  private final Cluster cluster;
  private final AtomicReference<@Nullable PolicyIndex> index = new AtomicReference<>();

  /** Those of a settled cluster. */
  public LazyPolicies(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public PolicyIndex get() {
    PolicyIndex known = index.get();
    if (known == null) {
      known = new PolicyIndex(cluster);
      index.set(known);
    }
    return known;
  }
}
