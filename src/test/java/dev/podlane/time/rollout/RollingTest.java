package dev.podlane.time.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.time.rollout.ReplicaSetView.Counts;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps of a rolling update. */
final class RollingTest {
  private static String step(
      int replicas, String surge, String unavailable, ReplicaSetView... sets) {
    return Sets.text(
        Rollout.sync(Sets.deployment(replicas, Sets.rolling(surge, unavailable)), List.of(sets)));
  }

  @ParameterizedTest(name = "{0} wanted, surge {1}, {2} old, {3} new")
  @DisplayName("rules 159 and 160: TestDeploymentController_reconcileNewReplicaSet")
  @CsvSource({
    "10, 0, 10, 0, 0, ''",
    "10, 2, 10, 0, 0, new 0>2 ROLL_UP",
    "10, 2, 5, 0, 0, new 0>7 ROLL_UP",
    "10, 2, 10, 2, 0, ''",
    "10, 2, 2, 11, 0, new 11>10 CUT"
  })
  void rule159(int wanted, String surge, int old, int current, int unavailable, String expected) {
    // Upstream calls this part of a sync alone: here no old pod is available, and none may go.
    ReplicaSetView before = Sets.set("old", 1, false, old, old);
    ReplicaSetView after = Sets.set("new", 2, true, current, 0);
    Draft draft =
        new Draft(
            Sets.deployment(wanted, Sets.rolling(surge, "" + unavailable)), List.of(before, after));

    Rolling.step(draft);

    assertThat(
            Sets.text(
                draft.actions().stream()
                    .filter(each -> !each.toString().contains("name=old"))
                    .toList()))
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} wanted, {1} unavailable, old {3} of {2}, new {5} of {4}")
  @DisplayName("rules 161 to 163: TestDeploymentController_reconcileOldReplicaSets, surge 0")
  @CsvSource({
    // With both limits 0 one pod may be unavailable.
    "10, 0, 10, 10, 0, 0, 'old 10>9 ROLL_DOWN'",
    "10, 2, 10, 10, 0, 0, 'old 10>8 ROLL_DOWN'",
    "10, 2, 10, 8, 0, 0, 'old 10>8 UNHEALTHY'",
    "10, 2, 10, 9, 0, 0, 'old 10>9 UNHEALTHY, old 9>8 ROLL_DOWN'",
    "10, 2, 8, 8, 2, 0, ''"
  })
  void rule161(
      int wanted,
      String unavailable,
      int old,
      int oldReady,
      int current,
      int ready,
      String expected) {
    assertThat(
            step(
                wanted,
                "0",
                unavailable,
                Sets.set("old", 1, false, old, oldReady),
                Sets.set("new", 2, true, current, ready)))
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{2} of {1} available, {0} unavailable allowed")
  @DisplayName("rule 163: TestDeploymentController_scaleDownOldReplicaSetsForRollingUpdate")
  @CsvSource({"0, 10, 10, 'old 10>9 ROLL_DOWN'", "2, 10, 10, 'old 10>8 ROLL_DOWN'", "2, 0, 10, ''"})
  void rule163(String unavailable, int old, int available, String expected) {
    ReplicaSetView before =
        Sets.set("old", 1, false, old, new Counts(old, available, available), null, null);
    // The new one has as many pods as there may be, so it does not grow first.
    ReplicaSetView after = Sets.set("new", 2, true, old == 0 ? 10 : 0, old == 0 ? 10 : 0);

    assertThat(step(10, "0", unavailable, before, after)).isEqualTo(expected);
  }

  @Test
  @DisplayName("rule 162: TestDeploymentController_cleanupUnhealthyReplicas, oldest first")
  void rule162() {
    ReplicaSetView a = Sets.set("a", 1, false, 4, 3);
    ReplicaSetView b = Sets.set("b", 2, false, 6, 2);
    ReplicaSetView c = Sets.set("c", 3, true, 2, 0);

    // 12 pods, 8 must be there, 2 new ones are not: 2 may go.
    assertThat(step(10, "2", "2", b, a, c)).isEqualTo("a 4>3 UNHEALTHY, b 6>5 UNHEALTHY");
  }

  @Test
  @DisplayName("rule 157: the new ReplicaSet gets what surge and total leave")
  void rule157() {
    assertThat(step(3, "1", "0", Sets.set("a", 1, false, 3, 3))).isEqualTo("+1 r2");
    assertThat(step(3, "1", "0")).isEqualTo("+3 r1");
    assertThat(step(3, "1", "0", Sets.set("a", 1, false, 5, 5)))
        .isEqualTo("+0 r2, a 5>3 ROLL_DOWN");
  }

  @Test
  @DisplayName("rule 158, more exactly: creating is no scaling up, so old ones may go at once")
  void rule158() {
    assertThat(step(3, "1", "1", Sets.set("a", 1, false, 3, 3)))
        .isEqualTo("+1 r2, a 3>2 ROLL_DOWN");
    ReplicaSetView a = Sets.set("a", 1, false, 3, 3);
    ReplicaSetView b = Sets.set("b", 2, true, 0, 0);
    assertThat(step(3, "1", "1", a, b)).isEqualTo("b 0>1 ROLL_UP");
  }

  @Test
  @DisplayName("rule 176 and the two cases in rolling.go's comment")
  void rule176() {
    // Case 1: the new pods crash, and one old pod was lost with its node.
    ReplicaSetView old = Sets.set("old", 1, false, 8, 7);
    ReplicaSetView crashing = Sets.set("new", 2, true, 5, 0);
    assertThat(step(10, "3", "2", old, crashing)).isEmpty();
    // After a rollback the crashing ones are old: 4 of them go.
    assertThat(step(10, "3", "2", Sets.set("old", 1, true, 8, 7), Sets.set("new", 2, false, 5, 0)))
        .isEqualTo("new 5>1 UNHEALTHY");
    // Case 2: a third template starts at 0 and the crashing ones go.
    assertThat(step(10, "3", "2", Sets.set("old", 1, false, 8, 8), Sets.set("new", 2, false, 5, 0)))
        .isEqualTo("+0 r3, new 5>0 UNHEALTHY");
  }

  @Test
  @DisplayName("rule 156: the oldest ReplicaSet of the template is the new one")
  void rule156() {
    ReplicaSetView older = Sets.set("older", 1, true, 0, 0);
    ReplicaSetView younger = Sets.set("younger", 2, true, 3, 3);

    assertThat(Rollout.newest(List.of(younger, older))).contains(older);
    assertThat(step(3, "1", "0", younger, older)).isEqualTo("older 0>1 ROLL_UP");
  }

  @Test
  @DisplayName("rule 155: replicas and strategy change without a new ReplicaSet")
  void rule155() {
    ReplicaSetView only = Sets.set("a", 1, true, 3, 3);

    assertThat(step(5, "1", "0", only)).isEqualTo("a 3>5 ROLL_UP");
    assertThat(step(3, "2", "3", only)).isEmpty();
    assertThat(Rollout.sync(Sets.deployment(3, Sets.recreate()), List.of(only))).isEmpty();
  }

  @Test
  @DisplayName("rule 167: a readiness flap of a new pod only delays, and nothing goes back")
  void rule167() {
    ReplicaSetView old = Sets.set("a", 1, false, 2, 2);

    assertThat(step(3, "1", "0", old, Sets.set("b", 2, true, 2, 2))).isEqualTo("a 2>1 ROLL_DOWN");
    assertThat(step(3, "1", "0", old, Sets.set("b", 2, true, 2, 1))).isEmpty();
  }

  @Test
  @DisplayName("TestNewRSNewReplicas in deployment_util_test.go")
  void newReplicas() {
    ReplicaSetView five = Sets.set("five", 1, false, 5, 5);
    assertThat(Rolling.newReplicas(draft(1, Sets.rolling("1", "1"), five), 5)).isEqualTo(5);
    assertThat(Rolling.newReplicas(draft(6, Sets.rolling("10", "1"), five), 2)).isEqualTo(6);
    assertThat(Rolling.newReplicas(draft(3, Sets.recreate(), five), 1)).isEqualTo(3);
  }

  private static Draft draft(int replicas, RolloutStrategy strategy, ReplicaSetView set) {
    return new Draft(Sets.deployment(replicas, strategy), List.of(set));
  }
}
