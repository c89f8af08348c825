package dev.podlane.time.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Pod.Phase;
import dev.podlane.time.job.JobAction.CreatePods;
import dev.podlane.time.job.JobAction.DeleteJob;
import dev.podlane.time.job.JobAction.DeletePods;
import dev.podlane.time.job.JobAction.Finish;
import dev.podlane.time.job.JobAction.LookAgain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases of job_controller_test.go and the rules on Jobs. */
final class JobDecisionTest {
  static final Duration NOW = Duration.ofHours(2);
  static final Duration START = NOW.minusSeconds(5000);

  /** A pod whose end, if it ended, was an hour ago. */
  static JobPod pod(String name, int index, Phase phase) {
    boolean ended = phase == Phase.SUCCEEDED || phase == Phase.FAILED;
    return new JobPod(
        name,
        index,
        "n",
        phase,
        false,
        phase == Phase.RUNNING,
        NOW.minusSeconds(4000),
        NOW.minusSeconds(4500),
        ended ? NOW.minusSeconds(3600) : null,
        0);
  }

  private static JobPod ending(JobPod of) {
    return new JobPod(
        of.name(),
        of.index(),
        of.node(),
        of.phase(),
        true,
        of.ready(),
        of.readySince(),
        of.created(),
        of.finished(),
        of.restarts());
  }

  private static List<JobPod> pods(int active, int succeeded, int failed) {
    List<JobPod> pods = new ArrayList<>();
    for (int i = 0; i < active + succeeded + failed; i++) {
      Phase phase =
          i < active ? Phase.RUNNING : i < active + succeeded ? Phase.SUCCEEDED : Phase.FAILED;
      pods.add(pod("p" + i, -1, phase));
    }
    return pods;
  }

  private static String sync(JobView job, List<JobPod> pods) {
    return text(JobDecision.sync(job, START, pods, JobPast.NONE, NOW));
  }

  static String text(List<JobAction> actions) {
    List<String> texts = new ArrayList<>();
    for (JobAction action : actions) {
      if (action instanceof CreatePods created) {
        texts.add("+" + created.indexes().size());
      } else if (action instanceof DeletePods deleted) {
        texts.add("-" + deleted.names().size());
      } else if (action instanceof Finish finish) {
        texts.add(finish.end().name());
      } else if (action instanceof LookAgain later) {
        texts.add("@" + later.moment().minus(NOW).toSeconds());
      }
    }
    return String.join(" ", texts);
  }

  /** Rows: parallelism, completions, then pods that are active, succeeded and failed. */
  @ParameterizedTest(name = "{0}")
  @DisplayName("rule 209: TestControllerSyncJob in job_controller_test.go")
  @CsvSource({
    "job start, 2, 5, 0, 0, 0, +2",
    "WQ job start, 2, , 0, 0, 0, +2",
    "correct # of pods, 2, 5, 2, 0, 0, ''",
    "WQ job: correct # of pods, 2, , 2, 0, 0, ''",
    "too few active pods, 2, 5, 1, 1, 0, +1",
    "too few active pods with a dynamic job, 2, , 1, 0, 0, +1",
    "too many active pods, 2, 5, 3, 0, 0, -1",
    "failed + succeed pods: reset backoff delay, 2, 5, 1, 1, 1, +1",
    "new failed pod, 2, 5, 1, 0, 1, +1",
    "job finish, 2, 5, 0, 5, 0, COMPLETE",
    "WQ job finishing, 2, , 1, 1, 0, ''",
    "WQ job all finished, 2, , 0, 2, 0, COMPLETE",
    "WQ job all finished despite one failure, 2, , 0, 1, 1, COMPLETE",
    "more active pods than parallelism, 2, 5, 10, 0, 0, -8",
    "more active pods than remaining completions, 3, 4, 3, 2, 0, -1",
    "status change, 2, 5, 2, 2, 0, ''",
    "no pods wanted, 0, 5, 0, 0, 0, ''",
    "at most 500 at once, 1000, 2000, 0, 0, 0, +500"
  })
  void rule209(
      String name,
      int parallelism,
      Integer completions,
      int active,
      int succeeded,
      int failed,
      String expected) {
    JobView job = JobView.of(parallelism, completions, false);

    assertThat(sync(job, pods(active, succeeded, failed))).as(name).isEqualTo(expected);
  }

  /** Rows: pods as {@code index:R|P|S|F}, x for no index; indexes made, or names deleted. */
  @ParameterizedTest(name = "{0}")
  @DisplayName("rules 142 and 209: TestControllerSyncJob, Indexed")
  @CsvSource({
    "indexed job start, 2, 5, '', 0 1",
    "indexed job completed, 2, 3, 0:S 1:F 1:S 2:S, COMPLETE",
    "indexed job repeated completed index, 2, 3, 0:S 1:S 1:S, 2",
    "some running and completed pods, 8, 20, 0:R 2:S 3:P 4:S 5:S 7:S 8:S 9:S, 1 6 10 11 12 13",
    "some failed pods, 3, 4, 0:F 1:P 2:F, 0 2",
    "some pods without index, 2, 5, x:R x:R x:S x:F x:P 0:S 1:R 2:R, -3",
    "repeated indexes, 5, 5, x:R 0:S 1:R 2:R 2:P, -2",
    "indexes outside of range, 2, 5, 0:S 5:R 6:S 7:P 8:F, -2"
  })
  void indexed(String name, int parallelism, int completions, String texts, String expected) {
    List<JobPod> pods = new ArrayList<>();
    for (String text : texts.isEmpty() ? new String[0] : texts.split(" ", -1)) {
      String[] parts = text.split(":", 2);
      Phase phase =
          switch (parts[1]) {
            case "R" -> Phase.RUNNING;
            case "P" -> Phase.PENDING;
            case "S" -> Phase.SUCCEEDED;
            default -> Phase.FAILED;
          };
      int index = parts[0].equals("x") ? -1 : Integer.parseInt(parts[0]);
      pods.add(pod("p" + pods.size(), index, phase));
    }
    JobView job = JobView.of(parallelism, completions, true);
    List<JobAction> actions = JobDecision.sync(job, START, pods, JobPast.NONE, NOW);
    String found =
        actions.get(0) instanceof CreatePods created
            ? String.join(" ", created.indexes().stream().map(String::valueOf).toList())
            : text(actions);

    assertThat(found).as(name).isEqualTo(expected);
  }

  @Test
  @DisplayName("of two pods of one index the one that runs stays")
  void duplicate() {
    List<JobPod> pods = List.of(pod("runs", 2, Phase.RUNNING), pod("waits", 2, Phase.PENDING));
    assertThat(JobDecision.sync(JobView.of(2, 5, true), START, pods, JobPast.NONE, NOW))
        .containsExactly(new DeletePods(List.of("waits")));
  }

  private static JobView job(
      int backoffLimit,
      @Nullable Integer deadline,
      boolean suspended,
      boolean inPlace,
      boolean waits) {
    return new JobView(2, 5, false, backoffLimit, deadline, null, suspended, inPlace, waits, null);
  }

  @Test
  @DisplayName("rule 210: too many job failures, with Never and with OnFailure (PastBackoffLimit)")
  void rule210Backoff() {
    assertThat(sync(job(0, null, false, false, false), pods(1, 0, 1)))
        .isEqualTo("-1 BACKOFF_LIMIT_EXCEEDED");
    assertThat(sync(job(1, null, false, false, false), pods(1, 0, 1))).isEqualTo("+1");
    JobPast past = new JobPast(List.of(), List.of(-1));
    assertThat(
            text(
                JobDecision.sync(
                    job(1, null, false, false, false), START, pods(1, 0, 1), past, NOW)))
        .isEqualTo("-1 BACKOFF_LIMIT_EXCEEDED");
    JobPod restarted = new JobPod("p", -1, "n", Phase.RUNNING, false, true, START, START, null, 3);
    assertThat(sync(job(4, null, false, true, false), List.of(restarted))).isEqualTo("+1");
    assertThat(sync(job(3, null, false, true, false), List.of(restarted)))
        .isEqualTo("-1 BACKOFF_LIMIT_EXCEEDED");
    assertThat(sync(job(0, null, false, true, false), List.of(restarted)))
        .isEqualTo("-1 BACKOFF_LIMIT_EXCEEDED");
  }

  @Test
  @DisplayName("rule 210: TestSyncJobPastDeadline; the deadline is a moment to look again")
  void rule210Deadline() {
    assertThat(sync(job(6, 5000, false, false, false), pods(1, 0, 0)))
        .isEqualTo("-1 DEADLINE_EXCEEDED");
    assertThat(sync(job(6, 5001, false, false, false), pods(2, 0, 0))).isEqualTo("@1");
    assertThat(sync(job(6, 5000, true, false, false), pods(1, 0, 0))).isEqualTo("-1");
    assertThat(sync(job(6, 6000, false, false, false), pods(0, 5, 0))).isEqualTo("COMPLETE");
  }

  @Test
  @DisplayName("rule 210: suspending deletes, resuming creates")
  void rule210Suspend() {
    assertThat(sync(job(6, null, true, false, false), pods(2, 0, 0))).isEqualTo("-2");
    assertThat(sync(job(6, null, true, false, false), pods(0, 1, 0))).isEmpty();
    assertThat(sync(job(6, null, false, false, false), pods(0, 0, 0))).isEqualTo("+2");
  }

  @Test
  @DisplayName("rule 210: ttlSecondsAfterFinished (ttlafterfinished_controller_test.go)")
  void rule210Ttl() {
    JobView job = new JobView(1, 1, false, 6, null, 10, false, false, false, null);
    assertThat(JobDecision.afterwards(job, NOW, NOW.plusSeconds(9)))
        .contains(new LookAgain(NOW.plusSeconds(10)));
    assertThat(JobDecision.afterwards(job, NOW, NOW.plusSeconds(10))).contains(new DeleteJob());
    assertThat(JobDecision.afterwards(JobView.of(1, 1, false), NOW, NOW.plusSeconds(99))).isEmpty();
  }

  /** Rows: failures, seconds since the last, seconds left; first 5 s, at most 700 s. */
  @ParameterizedTest(name = "{0} failures, {1} s ago")
  @DisplayName("rule 211: TestGetRemainingBackoffTime in backoff_utils_test.go")
  @CsvSource({
    "0, 0, 0",
    "1, 0, 5",
    "1, 1, 4",
    "1, 5, 0",
    "1, 6, 0",
    "3, 0, 20",
    "8, 0, 640",
    "9, 0, 700"
  })
  void rule211(int failures, long ago, long left) {
    JobBackoff backoff = new JobBackoff(failures, NOW.minusSeconds(ago));

    assertThat(backoff.remaining(Duration.ofSeconds(5), Duration.ofSeconds(700), NOW))
        .isEqualTo(Duration.ofSeconds(left));
  }

  @Test
  @DisplayName("rule 211: 10 s, doubled, at most 10 min; a success forgets the failures before")
  void rule211Defaults() {
    List<JobPod> pods = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      pods.add(
          new JobPod(
              "f" + i, -1, "n", Phase.FAILED, false, false, null, START, NOW.minusSeconds(i), 0));
    }
    JobView job = JobView.of(2, 5, false);
    assertThat(sync(job, pods)).isEqualTo("@40");
    pods.add(
        new JobPod(
            "s", -1, "n", Phase.SUCCEEDED, false, false, null, START, NOW.minusMillis(500), 0));
    assertThat(sync(job, pods)).isEqualTo("@10");
    assertThat(new JobBackoff(7, NOW).remaining(NOW)).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  @DisplayName("rule 211: podReplacementPolicy; a pod being deleted counts or is waited for")
  void rule211Policy() {
    List<JobPod> pods = List.of(ending(pod("p0", -1, Phase.RUNNING)), pod("p1", -1, Phase.RUNNING));
    assertThat(sync(job(6, null, false, false, false), pods)).isEqualTo("+1");
    assertThat(sync(job(6, null, false, false, true), pods)).isEmpty();
    assertThat(sync(job(0, null, false, false, false), pods))
        .isEqualTo("-1 BACKOFF_LIMIT_EXCEEDED");
    assertThat(sync(job(0, null, false, false, true), pods)).isEmpty();
  }
}
