package dev.podlane.time.replicaset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Pod.Phase;
import dev.podlane.time.replicaset.ReplicaSetAction.CreatePods;
import dev.podlane.time.replicaset.ReplicaSetAction.DeletePods;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Pods that a ReplicaSet makes, ends, takes and lets go. */
final class ReplicaSetDecisionTest {
  private static final Duration NOW = Duration.ofHours(1);

  private static ReplicaPod pod(String name, Phase phase, boolean ready, boolean terminating) {
    return new ReplicaPod(
        name,
        name,
        "n1",
        phase,
        terminating,
        ready,
        ready ? NOW.minusSeconds(10) : null,
        NOW.minusSeconds(20),
        0,
        0,
        0);
  }

  private static List<ReplicaPod> running(int count) {
    List<ReplicaPod> pods = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pods.add(pod("p" + i, Phase.RUNNING, true, false));
    }
    return pods;
  }

  private static List<ReplicaSetAction> sync(int replicas, List<ReplicaPod> pods) {
    return ReplicaSetDecision.sync(replicas, pods, pods, NOW);
  }

  @Test
  @DisplayName("rule 187: a pod that is not Ready is never replaced")
  void rule187() {
    List<ReplicaPod> pods = new ArrayList<>(running(1));
    pods.add(pod("broken", Phase.RUNNING, false, false));
    pods.add(pod("waiting", Phase.PENDING, false, false));

    assertThat(sync(3, pods)).isEmpty();
  }

  @Test
  @DisplayName("rules 192 and 193: terminating, failed and succeeded pods are replaced at once")
  void rule192() {
    List<ReplicaPod> pods = new ArrayList<>(running(1));
    pods.add(pod("ending", Phase.RUNNING, true, true));
    pods.add(pod("failed", Phase.FAILED, false, false));
    pods.add(pod("done", Phase.SUCCEEDED, false, false));

    assertThat(sync(4, pods)).containsExactly(new CreatePods(List.of(1, 2)));
  }

  @Test
  @DisplayName("rule 188: batches of 1, 2, 4 and so on, 500 pods a sync at most")
  void rule188() {
    assertThat(ReplicaSetDecision.batches(0)).isEmpty();
    assertThat(ReplicaSetDecision.batches(1)).containsExactly(1);
    assertThat(ReplicaSetDecision.batches(10)).containsExactly(1, 2, 4, 3);
    assertThat(((CreatePods) sync(1000, List.of()).get(0)).count()).isEqualTo(500);
    assertThat(((DeletePods) sync(0, running(1000)).get(0)).names()).hasSize(500);
  }

  @Test
  @DisplayName("rule 189: the one that is not Ready goes first")
  void rule189() {
    List<ReplicaPod> pods = new ArrayList<>(running(2));
    pods.add(pod("broken", Phase.RUNNING, false, false));

    assertThat(sync(2, pods)).containsExactly(new DeletePods(List.of("broken")));
  }

  @Test
  @DisplayName("rule 191: deleting all skips the ranking")
  void rule191() {
    List<ReplicaPod> pods = new ArrayList<>(running(2));
    pods.add(pod("broken", Phase.RUNNING, false, false));

    assertThat(sync(0, pods)).containsExactly(new DeletePods(List.of("p0", "p1", "broken")));
  }

  @Test
  @DisplayName(
      "rules 165 and 166: terminating are counted apart; available after minReadySeconds, and the"
          + " moment to look again")
  void rule166() {
    List<ReplicaPod> pods = new ArrayList<>(running(2));
    pods.add(pod("broken", Phase.RUNNING, false, false));
    pods.add(pod("ending", Phase.RUNNING, true, true));

    ReplicaCounts early = ReplicaCounts.of(pods, 30, NOW);
    assertThat(early.replicas()).isEqualTo(3);
    assertThat(early.ready()).isEqualTo(2);
    assertThat(early.available()).isZero();
    assertThat(early.terminating()).isEqualTo(1);
    assertThat(early.nextAvailable()).contains(NOW.plusSeconds(20));
    assertThat(ReplicaCounts.of(pods, 30, NOW.plusSeconds(20)).available()).isEqualTo(2);
    assertThat(ReplicaCounts.of(pods, 0, NOW).available()).isEqualTo(2);
  }
}
