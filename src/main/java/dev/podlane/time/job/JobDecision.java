package dev.podlane.time.job;

import dev.podlane.cluster.object.Pod.Phase;
import dev.podlane.time.job.JobAction.CreatePods;
import dev.podlane.time.job.JobAction.DeleteJob;
import dev.podlane.time.job.JobAction.DeletePods;
import dev.podlane.time.job.JobAction.End;
import dev.podlane.time.job.JobAction.Finish;
import dev.podlane.time.job.JobAction.LookAgain;
import dev.podlane.time.replicaset.ReplicaSetDecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The Job controller (syncJob and manageJob in pkg/controller/job/job_controller.go): decides one
 * sync. Pod failure policies and success policies are left out, and the conditions FailureTarget
 * and SuccessCriteriaMet that newer releases set while pods still terminate.
 */
public final class JobDecision {
  private static final int MOST_CHANGES = 500;

  /** Pods to delete first (ActivePods): not scheduled, Pending, not Ready, young. */
  private static final Comparator<JobPod> FIRST_TO_GO =
      Comparator.comparing((JobPod each) -> each.node() != null)
          .thenComparing(each -> each.phase() != Phase.PENDING)
          .thenComparing(JobPod::ready)
          .thenComparing(
              JobPod::readySince, Comparator.nullsFirst(Comparator.<Duration>reverseOrder()))
          .thenComparing(Comparator.comparingInt(JobPod::restarts).reversed())
          .thenComparing(Comparator.comparing(JobPod::created).reversed())
          .thenComparing(JobPod::name);

  private JobDecision() {}

  /**
   * Decides one sync of a Job that has not ended.
   *
   * @param job the Job
   * @param started {@code status.startTime}: its creation, or the moment it was resumed
   * @param pods its pods whose objects exist, ended ones too
   * @param past its pods whose objects are gone
   * @param now the moment
   */
  public static List<JobAction> sync(
      JobView job, Duration started, List<JobPod> pods, JobPast past, Duration now) {
    List<JobPod> active = pods.stream().filter(JobPod::active).toList();
    List<Integer> done = done(pods, past);
    int succeeded = succeeded(job, done);
    IndexFailures failures = IndexFailures.of(job, pods, past);
    Optional<End> failure =
        failure(job, started, pods, past, now).or(() -> failures.end(job, succeeded));
    List<JobAction> actions = new ArrayList<>();
    if (failure.isPresent()) {
      delete(active, active.size(), actions);
      actions.add(new Finish(failure.get()));
      return actions;
    }
    if (job.activeDeadlineSeconds() != null && !job.suspended()) {
      actions.add(new LookAgain(started.plusSeconds(job.activeDeadlineSeconds())));
    }
    if (job.suspended()) {
      delete(active, active.size(), actions);
      return actions;
    }
    manage(job, pods, done, failures, now, actions);
    boolean changes = actions.stream().anyMatch(each -> !(each instanceof LookAgain));
    if (!changes && active.isEmpty() && isComplete(job, succeeded)) {
      return List.of(new Finish(End.COMPLETE));
    }
    return actions;
  }

  /**
   * Decides on a Job that has ended (pkg/controller/ttlafterfinished).
   *
   * @param job the Job
   * @param finished the moment it ended
   * @param now the moment
   * @return its deletion, the moment of it, or nothing
   */
  public static Optional<JobAction> afterwards(JobView job, Duration finished, Duration now) {
    if (job.ttlSecondsAfterFinished() == null) {
      return Optional.empty();
    }
    Duration end = finished.plusSeconds(job.ttlSecondsAfterFinished());
    return Optional.of(end.compareTo(now) <= 0 ? new DeleteJob() : new LookAgain(end));
  }

  private static Optional<End> failure(
      JobView job, Duration started, List<JobPod> pods, JobPast past, Duration now) {
    // A pod of an Indexed Job without a valid index counts for nothing.
    int failed =
        past.failed().size()
            + (int)
                pods.stream()
                    .filter(each -> each.failed(job))
                    .filter(each -> !job.indexed() || job.isValid(each.index()))
                    .count();
    if (failed > job.backoffLimit() || restartedTooOften(job, pods)) {
      return Optional.of(End.BACKOFF_LIMIT_EXCEEDED);
    }
    Integer deadline = job.activeDeadlineSeconds();
    boolean late =
        deadline != null && !job.suspended() && started.plusSeconds(deadline).compareTo(now) <= 0;
    return late ? Optional.of(End.DEADLINE_EXCEEDED) : Optional.empty();
  }

  /** Restarts in place count too (pastBackoffLimitOnFailure). */
  private static boolean restartedTooOften(JobView job, List<JobPod> pods) {
    if (!job.restartsInPlace()) {
      return false;
    }
    int restarts =
        pods.stream()
            .filter(each -> each.phase() == Phase.RUNNING || each.phase() == Phase.PENDING)
            .mapToInt(JobPod::restarts)
            .sum();
    return job.backoffLimit() == 0 ? restarts > 0 : restarts >= job.backoffLimit();
  }

  private static void manage(
      JobView job,
      List<JobPod> pods,
      List<Integer> done,
      IndexFailures failures,
      Duration now,
      List<JobAction> actions) {
    List<JobPod> active = pods.stream().filter(JobPod::active).toList();
    int wanted = wanted(job, active.size(), succeeded(job, done));
    List<JobPod> surplus = surplus(job, active, Math.max(0, active.size() - wanted));
    if (!surplus.isEmpty()) {
      delete(surplus, MOST_CHANGES, actions);
      return;
    }
    int missing = wanted - active.size() - (job.waitsForTerminating() ? terminating(pods) : 0);
    if (missing <= 0) {
      return;
    }
    Duration wait =
        job.perIndex() == null ? JobBackoff.of(job, pods).remaining(now) : Duration.ZERO;
    if (!wait.isZero()) {
      actions.add(new LookAgain(now.plus(wait)));
      return;
    }
    Set<Integer> over = new HashSet<>(done);
    over.addAll(failures.failed());
    List<Integer> indexes = indexes(job, pods, over, Math.min(missing, MOST_CHANGES));
    if (job.perIndex() != null) {
      IndexFailures.Ready ready = failures.ready(job, pods, indexes, now);
      indexes = ready.indexes();
      if (ready.later() != null) {
        actions.add(new LookAgain(now.plus(ready.later())));
      }
    }
    if (!indexes.isEmpty()) {
      actions.add(new CreatePods(indexes, ReplicaSetDecision.batches(indexes.size())));
    }
  }

  /** Pods that should be active (rule 209). */
  private static int wanted(JobView job, int active, int succeeded) {
    Integer completions = job.completions();
    if (completions == null) {
      // After the first success those that run may finish, and none is added.
      return succeeded > 0 ? active : job.parallelism();
    }
    return Math.max(0, Math.min(job.parallelism(), completions - succeeded));
  }

  private static int terminating(List<JobPod> pods) {
    return (int) pods.stream().filter(each -> each.terminating() && !each.ended()).count();
  }

  /** Completion indexes of the pods that succeeded, as often as they did. */
  private static List<Integer> done(List<JobPod> pods, JobPast past) {
    List<Integer> done = new ArrayList<>(past.succeeded());
    pods.stream()
        .filter(each -> each.phase() == Phase.SUCCEEDED)
        .forEach(each -> done.add(each.index()));
    return done;
  }

  /** Completions: of an Indexed Job each index counts once. */
  private static int succeeded(JobView job, List<Integer> done) {
    return job.indexed()
        ? (int) done.stream().distinct().filter(each -> job.isValid(each)).count()
        : done.size();
  }

  /** Pods beyond the wanted number; of an Indexed Job those with no or the same index first. */
  private static List<JobPod> surplus(JobView job, List<JobPod> active, int atLeast) {
    List<JobPod> sorted = new ArrayList<>(active);
    sorted.sort(FIRST_TO_GO);
    List<JobPod> surplus = new ArrayList<>();
    if (job.indexed()) {
      // The last in the order is kept: it is scheduled, Ready, and the oldest.
      Set<Integer> seen = new HashSet<>();
      for (int i = sorted.size() - 1; i >= 0; i--) {
        JobPod pod = sorted.get(i);
        if (!job.isValid(pod.index()) || !seen.add(pod.index())) {
          surplus.add(pod);
        }
      }
      Collections.reverse(surplus);
      sorted.removeAll(surplus);
    }
    sorted.stream().limit(Math.max(0, atLeast - surplus.size())).forEach(surplus::add);
    return surplus;
  }

  /** The lowest indexes that neither run nor are over (firstPendingIndexes). */
  private static List<Integer> indexes(
      JobView job, List<JobPod> pods, Set<Integer> over, int count) {
    if (!job.indexed() || job.completions() == null) {
      return Collections.nCopies(count, -1);
    }
    Set<Integer> taken = new HashSet<>(over);
    pods.stream()
        .filter(
            each ->
                each.active() || (job.waitsForTerminating() && each.terminating() && !each.ended()))
        .forEach(each -> taken.add(each.index()));
    List<Integer> free = new ArrayList<>();
    for (int index = 0; index < job.completions() && free.size() < count; index++) {
      if (!taken.contains(index)) {
        free.add(index);
      }
    }
    return free;
  }

  private static void delete(List<JobPod> pods, int most, List<JobAction> actions) {
    if (!pods.isEmpty()) {
      actions.add(new DeletePods(pods.stream().limit(most).map(JobPod::name).toList()));
    }
  }

  private static boolean isComplete(JobView job, int succeeded) {
    Integer completions = job.completions();
    return completions == null ? succeeded > 0 : succeeded >= completions;
  }
}
