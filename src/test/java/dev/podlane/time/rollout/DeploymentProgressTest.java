package dev.podlane.time.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.time.rollout.DeploymentStatus.Condition;
import dev.podlane.time.rollout.DeploymentStatus.Reason;
import dev.podlane.time.rollout.DeploymentStatus.Truth;
import dev.podlane.time.rollout.ReplicaSetView.Counts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions, completeness and the progress deadline. */
final class DeploymentProgressTest {
  private static final Duration THEN = Duration.ofSeconds(1000);

  private static Condition condition(String reason, Duration at) {
    Reason parsed = Reason.valueOf(reason);
    Truth status = parsed == Reason.PROGRESS_DEADLINE_EXCEEDED ? Truth.FALSE : Truth.TRUE;
    return new Condition(status, parsed, at, at);
  }

  private static DeploymentStatus status(
      int replicas, int updated, int available, @Nullable Condition condition) {
    return new DeploymentStatus(replicas, updated, available, available, 0, true, condition, null);
  }

  private static DeploymentView deployment(
      int replicas, @Nullable Integer deadline, DeploymentStatus status) {
    return new DeploymentView(replicas, Sets.recreate(), false, deadline, 10, false, status);
  }

  @ParameterizedTest(name = "{0} wanted: {1} there, {2} updated, {3} available")
  @DisplayName("rule 171: TestDeploymentComplete in deployment_util_test.go")
  @CsvSource({
    "5, 5, 5, 4, false",
    "5, 5, 5, 3, false",
    "5, 5, 5, 5, true",
    "5, 5, 4, 5, false",
    "1, 2, 1, 1, false",
    "1, 1, 1, 0, false"
  })
  void rule171(int wanted, int there, int updated, int available, boolean complete) {
    assertThat(status(there, updated, available, null).complete(wanted)).isEqualTo(complete);
  }

  @ParameterizedTest(name = "{0} to {1}")
  @DisplayName("rule 169: TestDeploymentProgressing; replicas, updated, ready, available")
  @CsvSource({
    "10 4 4 4, 10 6 4 4, true",
    "10 4 4 4, 10 4 4 4, false",
    "10 4 6 6, 8 4 6 6, true",
    "10 7 3 3, 10 6 3 3, false",
    "10 4 7 7, 8 8 5 5, true",
    "10 10 9 8, 10 10 10 8, true",
    "10 10 10 9, 10 10 10 10, true"
  })
  void rule169(String before, String after, boolean progress) {
    assertThat(counts(after).progressedSince(counts(before))).isEqualTo(progress);
  }

  private static DeploymentStatus counts(String text) {
    List<Integer> numbers = List.of(text.split(" ", -1)).stream().map(Integer::valueOf).toList();
    return Sets.status(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
  }

  @ParameterizedTest(name = "deadline {0}, {1} since {2} s")
  @DisplayName("rule 168: TestDeploymentTimedOut in deployment_util_test.go")
  @CsvSource({
    ", REPLICA_SET_UPDATED, 11, false",
    "2147483647, REPLICA_SET_UPDATED, 11, false",
    "10, REPLICA_SET_UPDATED, 11, true",
    "10, REPLICA_SET_UPDATED, 9, false",
    "10, NEW_REPLICA_SET_AVAILABLE, 99999, false",
    "10, PROGRESS_DEADLINE_EXCEEDED, 0, true"
  })
  void rule168(Integer deadline, String reason, long since, boolean failed) {
    assertThat(
            DeploymentProgress.timedOut(
                deployment(3, deadline, DeploymentStatus.NEW),
                condition(reason, THEN),
                THEN.plusSeconds(since)))
        .isEqualTo(failed);
  }

  /** Rows of TestRequeueStuckDeployment in progress_test.go; -1 for nothing to wait for. */
  @ParameterizedTest(name = "{0}")
  @DisplayName("rule 168: TestRequeueStuckDeployment")
  @CsvSource({
    "no deadline, , 4, 3, 2, , 0, -1",
    "infinite deadline, 2147483647, 4, 3, 2, , 0, -1",
    "no condition, 60, 4, 3, 2, , 0, -1",
    "complete, 60, 3, 3, 3, REPLICA_SET_UPDATED, 0, -1",
    "failed, 60, 3, 3, 0, PROGRESS_DEADLINE_EXCEEDED, 0, -1",
    "stuck 30 s, 60, 3, 3, 1, OTHER, 30000, 30000",
    "stuck 1 s, 60, 3, 3, 1, OTHER, 59000, 1000",
    "less than a second, 60, 3, 3, 1, OTHER, 59001, 0",
    "now, 60, 3, 3, 1, OTHER, 60000, 0",
    "1 s after, 60, 3, 3, 1, OTHER, 61000, 0",
    "60 s after, 60, 3, 3, 1, OTHER, 120000, 0"
  })
  void remaining(
      String name,
      Integer deadline,
      int wanted,
      int there,
      int available,
      String reason,
      long since,
      long expected) {
    DeploymentStatus status =
        status(there, there, available, reason == null ? null : condition(reason, THEN));

    Optional<Duration> remaining =
        DeploymentProgress.remaining(deployment(wanted, deadline, status), THEN.plusMillis(since));

    assertThat(remaining.map(Duration::toMillis).orElse(-1L)).as(name).isEqualTo(expected);
  }

  /**
   * Rows of TestSyncRolloutStatus in progress_test.go: counts of the recorded status (pods,
   * updated, available) and its reason; counts of an old and of the new ReplicaSet; the reason
   * after, and moments of its update and transition, n for now and t for then.
   */
  @ParameterizedTest(name = "{0}")
  @DisplayName("rules 168 to 170: TestSyncRolloutStatus")
  @CsvSource({
    "no deadline, , 3, 2 2, REPLICA_SET_UPDATED, 1, 2, , ''",
    "one active, 60, 3, 3 3, NEW_REPLICA_SET_AVAILABLE, 0, 3, NEW_REPLICA_SET_AVAILABLE, tt",
    "keep transition, 60, 3, 2 2, REPLICA_SET_UPDATED, 1, 2, REPLICA_SET_UPDATED, nt",
    "was failed, 60, 3, 2 2, PROGRESS_DEADLINE_EXCEEDED, 1, 2, REPLICA_SET_UPDATED, nn",
    "create, 60, 3, 2 2, , 1, 2, REPLICA_SET_UPDATED, nn",
    "complete, 60, 3, 3 3, REPLICA_SET_UPDATED, 0, 3, NEW_REPLICA_SET_AVAILABLE, nt",
    "complete after failing, 60, 3, 3 3, PROGRESS_DEADLINE_EXCEEDED, 0, 3,"
        + " NEW_REPLICA_SET_AVAILABLE, nn",
    "complete without condition, 60, 3, 3 3, , 0, 3, NEW_REPLICA_SET_AVAILABLE, nn",
    "no new one, 60, 0, 3 3, REPLICA_SET_UPDATED, 0, 0, NEW_REPLICA_SET_AVAILABLE, nt",
    "timed out, 60, 3, 2 2, REPLICA_SET_UPDATED, 0, 2, PROGRESS_DEADLINE_EXCEEDED, nn",
    "still timed out, 60, 3, 2 2, PROGRESS_DEADLINE_EXCEEDED, 0, 2,"
        + " PROGRESS_DEADLINE_EXCEEDED, tt"
  })
  void judged(
      String name,
      Integer deadline,
      int wanted,
      String recorded,
      String reason,
      int old,
      int current,
      String expected,
      String moments) {
    Condition condition = reason == null ? null : condition(reason, THEN);
    int updated = recorded.charAt(0) - '0';
    int available = recorded.charAt(2) - '0';
    DeploymentView deployment =
        deployment(wanted, deadline, status(updated, updated, available, condition));
    Duration now = THEN.plusSeconds(3600);
    DeploymentStatus next = status(old + current, current, old + current, condition);

    Condition judged = DeploymentProgress.judged(deployment, next, now);

    if (expected == null) {
      assertThat(judged).as(name).isNull();
      return;
    }
    assertThat(judged).isNotNull();
    assertThat(judged.reason()).as(name).isEqualTo(Reason.valueOf(expected));
    assertThat(letter(judged.lastUpdate()) + letter(judged.lastTransition())).isEqualTo(moments);
  }

  private static String letter(Duration moment) {
    return moment.equals(THEN) ? "t" : "n";
  }

  @Test
  @DisplayName("rule 170: reasons of a rollout, and Available by replicas minus maxUnavailable")
  void rule170() {
    DeploymentView fresh = Sets.deployment(4, Sets.rolling("1", "1"));
    List<RolloutAction> created = Rollout.sync(fresh, List.of());
    DeploymentStatus first = DeploymentProgress.after(fresh, List.of(), created, THEN);

    assertThat(reason(first.progressing())).isEqualTo("NewReplicaSetCreated");
    assertThat(reason(first.availability())).isEqualTo("MinimumReplicasUnavailable");
    assertThat(first.unavailable()).isEqualTo(4);

    List<ReplicaSetView> sets = List.of(set(4, 3));
    DeploymentView later = Sets.deployment(4, Sets.rolling("1", "1"), first);
    DeploymentStatus second =
        DeploymentProgress.after(later, sets, Rollout.sync(later, sets), THEN.plusSeconds(5));
    assertThat(reason(second.progressing())).isEqualTo("ReplicaSetUpdated");
    assertThat(reason(second.availability())).isEqualTo("MinimumReplicasAvailable");
    assertThat(second.complete(4)).isFalse();

    sets = List.of(set(4, 4));
    DeploymentView last = Sets.deployment(4, Sets.rolling("1", "1"), second);
    DeploymentStatus third = DeploymentProgress.after(last, sets, List.of(), THEN.plusSeconds(9));
    assertThat(reason(third.progressing())).isEqualTo("NewReplicaSetAvailable");
    assertThat(third.complete(4)).isTrue();
    assertThat(third.progressing()).isNotNull();
    assertThat(third.progressing().lastTransition()).isEqualTo(THEN);
  }

  @Test
  @DisplayName("rule 172: paused and resumed are conditions, and no deadline runs while paused")
  void rule172() {
    List<ReplicaSetView> sets = List.of(set(4, 3));
    DeploymentStatus before =
        new DeploymentStatus(4, 4, 3, 3, 1, true, condition("REPLICA_SET_UPDATED", THEN), null);
    DeploymentView paused = Sets.paused(Sets.deployment(4, Sets.rolling("1", "1"), before));
    DeploymentStatus held =
        DeploymentProgress.after(paused, sets, List.of(), THEN.plusSeconds(99999));
    assertThat(reason(held.progressing())).isEqualTo("DeploymentPaused");

    DeploymentView resumed = Sets.deployment(4, Sets.rolling("1", "1"), held);
    DeploymentStatus after =
        DeploymentProgress.after(resumed, sets, List.of(), THEN.plusSeconds(199999));
    assertThat(reason(after.progressing())).isEqualTo("DeploymentResumed");
  }

  @Test
  void aGivenReplicaSetIsFound() {
    DeploymentView deployment = Sets.deployment(4, Sets.rolling("1", "1"), status(4, 4, 3, null));

    DeploymentStatus next =
        DeploymentProgress.after(deployment, List.of(set(4, 3)), List.of(), THEN);

    assertThat(reason(next.progressing())).isEqualTo("FoundNewReplicaSet");
  }

  private static ReplicaSetView set(int replicas, int available) {
    return Sets.set(
        "a", 1, true, replicas, new Counts(replicas, available, available), replicas, 5);
  }

  private static String reason(@Nullable Condition condition) {
    return condition == null ? "" : condition.reason().text();
  }
}
