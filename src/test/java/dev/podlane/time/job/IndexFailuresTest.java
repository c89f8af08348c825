package dev.podlane.time.job;

import static dev.podlane.time.job.JobDecisionTest.NOW;
import static dev.podlane.time.job.JobDecisionTest.START;
import static dev.podlane.time.job.JobDecisionTest.pod;
import static dev.podlane.time.job.JobDecisionTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Pod.Phase;
import dev.podlane.time.job.JobAction.CreatePods;
import dev.podlane.time.job.JobAction.Finish;
import dev.podlane.time.job.JobAction.LookAgain;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Failures of Indexed Jobs that are counted for each index. */
final class IndexFailuresTest {
  private static JobView perIndex(int limit, @Nullable Integer most) {
    JobView.PerIndex limits = new JobView.PerIndex(limit, most);
    return new JobView(3, 3, true, Integer.MAX_VALUE, null, null, false, false, false, limits);
  }

  @Test
  @DisplayName("KEP-3850: an index that failed too often is not tried again, and others go on")
  void limitsByIndex() {
    JobView once = perIndex(1, null);
    JobPod running = pod("r", 0, Phase.RUNNING);
    JobPod failed = pod("f", 1, Phase.FAILED);
    JobPod done = pod("s", 2, Phase.SUCCEEDED);
    JobPast before = new JobPast(List.of(), List.of(1));

    assertThat(JobDecision.sync(once, START, List.of(running, failed, done), JobPast.NONE, NOW))
        .containsExactly(new CreatePods(List.of(1), List.of(1)));
    assertThat(JobDecision.sync(once, START, List.of(running, failed, done), before, NOW))
        .isEmpty();
    assertThat(
            JobDecision.sync(
                once, START, List.of(pod("d", 0, Phase.SUCCEEDED), failed, done), before, NOW))
        .containsExactly(new Finish(JobAction.End.FAILED_INDEXES));
    assertThat(text(JobDecision.sync(perIndex(0, 0), START, List.of(running, failed), before, NOW)))
        .isEqualTo("-1 MAX_FAILED_INDEXES_EXCEEDED");
    assertThat(text(JobDecision.sync(perIndex(0, 1), START, List.of(running, failed), before, NOW)))
        .isEqualTo("+1");
  }

  @Test
  @DisplayName("KEP-3850: each index waits for itself")
  void backOffByIndex() {
    JobPod young =
        new JobPod(
            "f",
            0,
            "n",
            Phase.FAILED,
            false,
            false,
            null,
            NOW.minusSeconds(60),
            NOW.minusSeconds(4),
            0);

    assertThat(JobDecision.sync(perIndex(5, null), START, List.of(young), JobPast.NONE, NOW))
        .containsExactly(
            new LookAgain(NOW.plusSeconds(6)), new CreatePods(List.of(1, 2), List.of(1, 1)));
    JobPast before = new JobPast(List.of(), List.of(0));
    assertThat(text(JobDecision.sync(perIndex(5, null), START, List.of(young), before, NOW)))
        .isEqualTo("@16 +2");
  }
}
