package dev.podlane.time.disruption;

import dev.podlane.cluster.amount.Amount;
import dev.podlane.document.Fields;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A PodDisruptionBudget as the disruption controller counts it
 * (pkg/controller/disruption/disruption.go). Moments are durations since a start that all share.
 *
 * @param name its name
 * @param minAvailable {@code spec.minAvailable}; null if maxUnavailable is given
 * @param maxUnavailable {@code spec.maxUnavailable}; null if minAvailable is given
 */
public record Budget(String name, @Nullable Amount minAvailable, @Nullable Amount maxUnavailable) {
  /** Time after which an evicted pod that was not deleted counts again (rule 298). */
  public static final Duration DELETION_TIMEOUT = Duration.ofMinutes(2);

  /**
   * A pod that the budget's selector matches.
   *
   * @param name its name
   * @param ready true if its Ready condition is True
   * @param terminating true if it has a deletionTimestamp
   * @param controller the controller that is scaled, as {@code KIND namespace/name}: the Deployment
   *     rather than its ReplicaSet; null for a pod without controller
   * @param scale {@code spec.replicas} of that controller; null if there is no such controller or
   *     it has no scale, as a DaemonSet and a Job
   */
  public record Member(
      String name,
      boolean ready,
      boolean terminating,
      @Nullable String controller,
      @Nullable Integer scale) {}

  /**
   * A budget's status.
   *
   * @param allowed disruptionsAllowed
   * @param healthy currentHealthy
   * @param desired desiredHealthy
   * @param expected expectedPods
   * @param disrupted disruptedPods: evicted pods that are not yet being deleted, with the moment
   * @param observed true if the controller has seen the last spec
   * @param failure reason for which the expected pods could not be told: then nothing is allowed,
   *     and the other counts are 0. Upstream keeps the former ones. Empty if they could
   */
  public record Status(
      int allowed,
      int healthy,
      int desired,
      int expected,
      SortedMap<String, Duration> disrupted,
      boolean observed,
      String failure) {
    public Status {
      disrupted = Collections.unmodifiableSortedMap(new TreeMap<>(disrupted));
    }
  }

  /**
   * Reads a budget's spec.
   *
   * @param name its name
   * @param spec its {@code spec}
   */
  public static Budget read(String name, Fields spec) {
    return new Budget(
        name,
        Amount.read(spec, "minAvailable").orElse(null),
        Amount.read(spec, "maxUnavailable").orElse(null));
  }

  /**
   * Counts (trySync).
   *
   * @param members pods that the selector matches, in any phase
   * @param disrupted disruptedPods of the status before
   * @param now the moment
   */
  public Status count(List<Member> members, SortedMap<String, Duration> disrupted, Duration now) {
    SortedMap<String, Duration> waiting = new TreeMap<>();
    int healthy = 0;
    for (Member member : members) {
      Duration since = disrupted.get(member.name());
      boolean leaving = since != null && since.plus(DELETION_TIMEOUT).compareTo(now) > 0;
      if (since != null && leaving && !member.terminating()) {
        waiting.put(member.name(), since);
      }
      healthy += member.ready() && !member.terminating() && !leaving ? 1 : 0;
    }
    boolean byCount = minAvailable instanceof Amount.Count;
    String failure = byCount ? "" : failure(members);
    if (!failure.isEmpty()) {
      return new Status(0, 0, 0, 0, waiting, true, failure);
    }
    int expected = byCount ? members.size() : scale(members);
    int desired = desired(expected);
    int allowed = expected == 0 ? 0 : Math.max(0, healthy - desired);
    return new Status(allowed, healthy, desired, expected, waiting, true, "");
  }

  /** Pods that must be healthy; percentages are rounded up (rule 297). */
  private int desired(int expected) {
    if (maxUnavailable != null) {
      return Math.max(0, expected - maxUnavailable.up(expected));
    }
    return minAvailable == null ? 0 : minAvailable.up(expected);
  }

  /** The reason for which nobody can tell the pods that controllers want (getExpectedScale). */
  private static String failure(List<Member> members) {
    for (Member member : members) {
      String controller = member.controller();
      if (controller != null && member.scale() == null) {
        return controller.startsWith("DaemonSet ")
            ? "daemonsets.apps does not implement the scale subresource"
            : controller.startsWith("Job ")
                ? "jobs.batch does not implement the scale subresource"
                : "found no controllers for pod \"" + member.name() + "\"";
      }
    }
    return "";
  }

  /** The pods that all controllers want, each counted once. */
  private static int scale(List<Member> members) {
    Map<String, Integer> scales = new HashMap<>();
    for (Member member : members) {
      if (member.controller() != null && member.scale() != null) {
        scales.put(member.controller(), member.scale());
      }
    }
    return scales.values().stream().mapToInt(Integer::intValue).sum();
  }
}
