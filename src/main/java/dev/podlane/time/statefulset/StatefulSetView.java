package dev.podlane.time.statefulset;

import dev.podlane.cluster.amount.Amount;
import dev.podlane.document.Fields;
import org.jspecify.annotations.Nullable;

/**
 * A StatefulSet as its controller sees it.
 *
 * @param name its name
 * @param replicas {@code spec.replicas}, 1 by default
 * @param start {@code spec.ordinals.start}, 0 by default
 * @param parallel true for {@code podManagementPolicy: Parallel}
 * @param strategy {@code spec.updateStrategy}
 * @param minReadySeconds {@code spec.minReadySeconds}
 * @param currentRevision the revision the pods had before the update (rule 202)
 * @param updateRevision the revision of the template
 * @param deleting true if it has a deletionTimestamp: then nothing is done
 */
public record StatefulSetView(
    String name,
    int replicas,
    int start,
    boolean parallel,
    Strategy strategy,
    int minReadySeconds,
    String currentRevision,
    String updateRevision,
    boolean deleting) {
  /** Replaces pods of an old revision. */
  public sealed interface Strategy {
    /** Nobody but the user deletes old pods (rule 201). */
    record OnDelete() implements Strategy {}

    /**
     * The controller deletes old pods from the highest ordinal down (rule 198).
     *
     * @param partition ordinals below it keep the current revision, 0 by default. It counts from
     *     the first ordinal, as upstream does
     * @param maxUnavailable pods that may be unavailable (rule 200); null for 1
     */
    record RollingUpdate(int partition, @Nullable Amount maxUnavailable) implements Strategy {}

    /**
     * Reads {@code updateStrategy}; what is absent or wrong is the default.
     *
     * @param spec the StatefulSet's {@code spec}
     */
    static Strategy read(Fields spec) {
      Fields strategy = spec.mapOrEmpty("updateStrategy");
      if (strategy.text("type").filter("OnDelete"::equals).isPresent()) {
        return new OnDelete();
      }
      Fields rolling = strategy.mapOrEmpty("rollingUpdate");
      return new RollingUpdate(
          rolling.integer("partition").orElse(0),
          Amount.read(rolling, "maxUnavailable").orElse(null));
    }
  }

  /** The way the update goes through the pods; it depends on the release. */
  public enum Walk {
    /** Stops at the first pod that is not available (gate MaxUnavailableStatefulSet off). */
    ONE_BY_ONE,
    /** Counts all that are not available against the limit (gate on, 1.35.0 and next patches). */
    BUDGET,
    /**
     * The same, and under Parallel old pods that are not available go first, beyond the limit
     * (kubernetes/kubernetes pull request 137666).
     */
    BUDGET_BROKEN_FIRST;

    /**
     * The walk of a Kubernetes release with default gates and its latest patches. Version 1.35 had
     * the gate on, broke Parallel sets, and turned it off in a patch, as 1.36 did (pull request
     * 137904); 1.37 has it on again.
     *
     * @param minor 35 for 1.35
     */
    public static Walk of(int minor) {
      return minor < 37 ? ONE_BY_ONE : BUDGET_BROKEN_FIRST;
    }
  }

  /** Returns true if that ordinal is wanted. */
  boolean holds(int ordinal) {
    return ordinal >= start && ordinal < start + replicas;
  }

  /** The first ordinal's index to be updated; above all for OnDelete. */
  int partition() {
    return strategy instanceof Strategy.RollingUpdate rolling
        ? Math.max(0, rolling.partition())
        : Integer.MAX_VALUE;
  }

  /** The revision of a pod made anew (newVersionedStatefulSetPod). */
  String revisionOf(int ordinal) {
    boolean kept = strategy instanceof Strategy.RollingUpdate && ordinal - start < partition();
    return kept ? currentRevision : updateRevision;
  }

  /**
   * Pods that may be unavailable: a percentage is rounded down, and 0 counts as 1
   * (getStatefulSetMaxUnavailable; the API's text says rounded up).
   */
  int maxUnavailable() {
    if (strategy instanceof Strategy.RollingUpdate rolling && rolling.maxUnavailable() != null) {
      return Math.max(1, rolling.maxUnavailable().down(replicas));
    }
    return 1;
  }
}
