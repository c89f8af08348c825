package dev.podlane.time.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.time.rollout.ReplicaSetView.Annotations;
import dev.podlane.time.rollout.ReplicaSetView.Counts;
import dev.podlane.time.rollout.RolloutAction.DeleteReplicaSet;
import dev.podlane.time.rollout.RolloutAction.SetRevision;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recreate, revisions and the history. */
final class RolloutTest {
  @Test
  @DisplayName("rule 184: all old ones to 0 in one sync (TestScaleDownOldReplicaSets)")
  void rule184Down() {
    assertThat(recreate(true, Sets.set("a", 1, false, 3, 3), Sets.set("b", 2, false, 1, 0)))
        .isEqualTo("a 3>0 RECREATE_DOWN, b 1>0 RECREATE_DOWN");
  }

  @ParameterizedTest(name = "status {0}, pods {1}")
  @DisplayName("rule 184: TestOldPodsRunning; a pod that terminates or is Unknown runs")
  @CsvSource({"0, true, ''", "1, false, ''", "1, true, ''", "0, false, +3 r2"})
  void rule184Wait(int counted, boolean pods, String expected) {
    ReplicaSetView old = Sets.set("a", 1, false, 0, new Counts(counted, 0, 0), null, null);

    assertThat(recreate(pods, old)).isEqualTo(expected);
  }

  @Test
  @DisplayName("rule 185: without an old pod the new ones are replaced at once")
  void rule185() {
    assertThat(recreate(false)).isEqualTo("+3 r1");
    assertThat(recreate(false, Sets.set("a", 1, true, 1, 0))).isEqualTo("a 1>3 RECREATE_UP");
  }

  @ParameterizedTest(name = "limit {1}: {0}")
  @DisplayName("rule 179: TestDeploymentController_cleanupDeployment; spec/status of each, d: goes")
  @CsvSource({
    "0/0 0/0 0/0, 1, 's1 s2'",
    "0/0 0/1 1/0 1/1, 0, s1",
    "0/0 0/0, 0, 's1 s2'",
    "1/1 1/1, 0, ''",
    "0/0d, 0, ''",
    "0/0 0/0 0/0, 2147483647, ''",
    "0/0 0/0 0/0, , ''"
  })
  void rule179(String sets, Integer limit, String deleted) {
    List<ReplicaSetView> old = new ArrayList<>();
    for (String set : sets.split(" ", -1)) {
      int order = old.size() + 1;
      old.add(
          new ReplicaSetView(
              "s" + order,
              order,
              false,
              set.charAt(0) - '0',
              new Counts(set.charAt(2) - '0', 0, 0),
              Annotations.NONE,
              true,
              set.endsWith("d")));
    }
    old.add(Sets.set("new", 9, true, 1, 1));
    // Paused, so that nothing but the history is looked at.
    DeploymentView deployment =
        new DeploymentView(
            1, Sets.rolling("1", "1"), true, 600, limit, false, Sets.status(1, 1, 1, 1));

    assertThat(
            String.join(
                " ",
                Rollout.sync(deployment, old).stream()
                    .filter(DeleteReplicaSet.class::isInstance)
                    .map(each -> ((DeleteReplicaSet) each).name())
                    .toList()))
        .isEqualTo(deleted);
  }

  @Test
  @DisplayName(
      "rule 179, more exactly: the lowest revision goes first, which need not be the oldest")
  void rule179ByRevision() {
    List<ReplicaSetView> sets =
        List.of(
            revised("oldest", 1, false, 5, List.of(1L)),
            revised("second", 2, false, 2, List.of()),
            revised("new", 3, true, 6, List.of()));
    DeploymentView complete =
        new DeploymentView(
            0, Sets.rolling("1", "1"), false, 600, 1, false, Sets.status(0, 0, 0, 0));

    assertThat(Sets.text(Rollout.sync(complete, sets))).isEqualTo("-second");
  }

  @Test
  @DisplayName("rule 179: nothing is deleted before the rollout is complete")
  void rule179OnlyComplete() {
    List<ReplicaSetView> sets =
        List.of(Sets.set("a", 1, false, 0, 0), Sets.set("b", 2, true, 3, 2));
    DeploymentView running =
        new DeploymentView(
            3, Sets.rolling("1", "0"), false, 600, 0, false, Sets.status(3, 3, 2, 2));

    assertThat(Rollout.sync(running, sets)).isEmpty();
    DeploymentView done =
        new DeploymentView(
            3, Sets.rolling("1", "0"), false, 600, 0, false, Sets.status(3, 3, 3, 3));
    assertThat(Sets.text(Rollout.sync(done, sets))).isEqualTo("-a");
  }

  @Test
  @DisplayName("rule 177: a rollback numbers the old ReplicaSet anew and keeps its former number")
  void rule177() {
    List<ReplicaSetView> sets =
        List.of(revised("a", 1, true, 1, List.of()), revised("b", 2, false, 2, List.of()));

    assertThat(Rollout.sync(Sets.deployment(0, Sets.rolling("1", "0")), sets))
        .containsExactly(new SetRevision("a", 3, List.of(1L)));
  }

  @Test
  @DisplayName("rule 177: TestAnnotationUtils, revisions 11 to 20 in a history of 5 characters")
  void rule177History() {
    List<Long> history = List.of();
    for (long revision = 11; revision <= 20; revision++) {
      history = Rollout.history(revised("a", 1, true, revision, history), 5);
      assertThat(history)
          .isEqualTo(revision == 11 ? List.of(11L) : List.of(revision - 1, revision));
    }
  }

  @Test
  @DisplayName("rule 178: revisions count up")
  void rule178() {
    List<ReplicaSetView> sets =
        List.of(
            revised("a", 1, false, 4, List.of()),
            revised("b", 2, false, 2, List.of()),
            revised("c", 3, false, 3, List.of()));

    assertThat(Sets.text(Rollout.sync(Sets.deployment(1, Sets.rolling("1", "0")), sets)))
        .isEqualTo("+1 r5");
  }

  private static String recreate(boolean oldPods, ReplicaSetView... sets) {
    DeploymentView deployment =
        new DeploymentView(3, Sets.recreate(), false, 600, 10, oldPods, DeploymentStatus.NEW);
    return Sets.text(Rollout.sync(deployment, List.of(sets)));
  }

  private static ReplicaSetView revised(
      String name, long order, boolean newest, long revision, List<Long> history) {
    return new ReplicaSetView(
        name,
        order,
        newest,
        0,
        Counts.NONE,
        new Annotations(null, null, revision, history),
        true,
        false);
  }
}
