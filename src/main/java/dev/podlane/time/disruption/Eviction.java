package dev.podlane.time.disruption;

import dev.podlane.cluster.object.Pod.Phase;
import dev.podlane.time.disruption.Budget.Status;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code POST …/pods/NAME/eviction} (pkg/registry/core/pod/storage/eviction.go). The
 * texts are the API server's.
 */
public sealed interface Eviction {
  /**
   * The pod is deleted with its normal grace, and gets the condition DisruptionTarget with reason
   * EvictionByEvictionAPI.
   *
   * @param budget the budget that it uses up one disruption of; null if it uses none
   */
  record Evicted(@Nullable String budget) implements Eviction {}

  /**
   * The pod stays.
   *
   * @param code HTTP status: 429 to try again, 500
   * @param message the status's message
   * @param cause message of the cause DisruptionBudget; empty if there is none
   * @param retryAfterSeconds seconds of the header Retry-After; 0 for none
   */
  record Refused(int code, String message, String cause, int retryAfterSeconds)
      implements Eviction {}

  /**
   * A pod to evict.
   *
   * @param name its name
   * @param phase its phase
   * @param ready true if its Ready condition is True
   * @param terminating true if it has a deletionTimestamp
   */
  record Target(String name, Phase phase, boolean ready, boolean terminating) {}

  /**
   * A budget that selects the pod.
   *
   * @param name its name
   * @param alwaysAllow true for {@code unhealthyPodEvictionPolicy: AlwaysAllow} in a release that
   *     knows it (rule 301)
   * @param says true in a release that says why a budget allows nothing (since 1.35, pull request
   *     133097)
   * @param status its status as it is recorded
   */
  record Guard(String name, boolean alwaysAllow, boolean says, Status status) {
    /** Its status once the pod is evicted (checkAndDecrement). */
    public Status after(String pod, Duration now) {
      SortedMap<String, Duration> disrupted = new TreeMap<>(status.disrupted());
      disrupted.put(pod, now);
      return new Status(
          status.allowed() - 1,
          status.healthy(),
          status.desired(),
          status.expected(),
          disrupted,
          status.observed(),
          status.failure());
    }
  }

  /**
   * Answers an eviction.
   *
   * @param pod the pod
   * @param guards budgets of its namespace that select it
   */
  static Eviction answer(Target pod, List<Guard> guards) {
    boolean unguarded =
        switch (pod.phase()) {
          case PENDING, SUCCEEDED, FAILED -> true;
          default -> pod.terminating();
        };
    if (unguarded || guards.isEmpty()) {
      return new Evicted(null);
    }
    if (guards.size() > 1) {
      return new Refused(
          500,
          "This pod has more than one PodDisruptionBudget, which the eviction subresource does not"
              + " support.",
          "",
          0);
    }
    Guard guard = guards.get(0);
    Status status = guard.status();
    // A budget that wants nobody healthy is not fulfilled by this, other than rule 301 has it.
    boolean fulfilled = status.healthy() >= status.desired() && status.desired() > 0;
    if (!pod.ready() && (guard.alwaysAllow() || fulfilled)) {
      return new Evicted(null);
    }
    if (!status.observed()) {
      return tooMany(
          "The disruption budget " + guard.name() + " is still being processed by the server.", 10);
    }
    if (status.allowed() == 0) {
      return tooMany("The disruption budget " + guard.name() + " " + why(guard), 0);
    }
    return new Evicted(guard.name());
  }

  /** Counts are not to be trusted if they failed. */
  private static String why(Guard guard) {
    Status status = guard.status();
    String allows = "does not allow evicting pods currently";
    if (guard.says() && !status.failure().isEmpty()) {
      return allows + " because it failed sync: " + status.failure();
    }
    return guard.says() && status.healthy() > status.desired()
        ? allows
        : "needs " + status.desired() + " healthy pods and has " + status.healthy() + " currently";
  }

  private static Refused tooMany(String cause, int retryAfterSeconds) {
    return new Refused(
        429,
        "Cannot evict pod as it would violate the pod's disruption budget.",
        cause,
        retryAfterSeconds);
  }
}
