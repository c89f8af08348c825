package dev.podlane.time.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.time.rollout.ReplicaSetView.Counts;
import dev.podlane.time.rollout.RolloutAction.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Deployment's replicas change during a rollout. */
final class ScalingTest {
  /**
   * Rows of TestScale in sync_test.go: replicas and surge before, replicas and surge after, sizes
   * of the new ReplicaSet and of the old ones from young to old (- for no new one), and the sizes
   * after.
   */
  @ParameterizedTest(name = "{0}")
  @DisplayName("rules 173 to 175: TestScale in sync_test.go")
  @CsvSource({
    "normal scaling event: 10 -> 12, 10, 0, 12, 0, 10, 12",
    "normal scaling event: 10 -> 5, 10, 0, 5, 0, 10, 5",
    "proportional scaling: 5 -> 10, 5, 0, 10, 0, 2 3, 4 6",
    "proportional scaling: 5 -> 3, 5, 0, 3, 0, 2 3, 1 2",
    "proportional scaling: 9 -> 4, 9, 0, 4, 0, 8 1, 4 0",
    "proportional scaling: 7 -> 10, 7, 0, 10, 0, 2 3 2, 3 4 3",
    "proportional scaling: 13 -> 8, 13, 0, 8, 0, 2 8 3, 1 5 2",
    "leftover distribution: 3 -> 4, 3, 0, 4, 0, 1 1 1, 2 1 1",
    "leftover distribution: 3 -> 2, 3, 0, 2, 0, 1 1 1, 1 1 0",
    "proportional scaling (no new rs): 4 -> 5, 4, 0, 5, 0, - 2 2, - 3 2",
    "proportional scaling: 6 -> 0, 6, 0, 0, 0, 3 2 1, 0 0 0",
    "proportional scaling: 0 -> 6, 6, 0, 6, 0, 0 0 0, 6 0 0",
    "deployment with surge pods, 10, 2, 20, 2, 6 6, 11 11",
    "change both surge and size, 10, 3, 50, 6, 5 8, 22 34",
    "change both size and template, 10, 0, 14, 0, - 7 3, - 10 4",
    "saturated but broken new replica set does not affect old pods, 2, 1, 2, 1, 2 1, 2 1"
  })
  void scale(
      String name, int was, int oldSurge, int now, String surge, String before, String after) {
    List<ReplicaSetView> sets = new ArrayList<>();
    String[] sizes = before.split(" ", -1);
    for (int i = 0; i < sizes.length; i++) {
      if (!sizes[i].equals("-")) {
        int size = Integer.parseInt(sizes[i]);
        Counts none = new Counts(size, 0, 0);
        sets.add(Sets.set("v" + i, 10 - i, i == 0, size, none, was, was + oldSurge));
      }
    }
    Draft draft = new Draft(Sets.deployment(now, Sets.rolling(surge, "0")), sets);

    Scaling.scale(draft);

    assertThat(sizes(draft, sizes)).as(name).isEqualTo(after);
  }

  @Test
  @DisplayName("TestScale, failed rs update: the rest is taken up by the one that was missed")
  void failedUpdate() {
    List<ReplicaSetView> sets =
        List.of(
            Sets.set("v0", 3, true, 2, new Counts(2, 0, 0), 5, 5),
            Sets.set("v1", 2, false, 1, new Counts(1, 0, 0), 3, 3),
            Sets.set("v2", 1, false, 1, new Counts(1, 0, 0), 5, 5));

    assertThat(Sets.text(Rollout.sync(Sets.deployment(5, Sets.rolling("0", "0")), sets)))
        .isEqualTo("v1 1>2 PROPORTION");
  }

  @Test
  @DisplayName("rule 173: annotations are renewed although the size stays, so that scaling ends")
  void rule173() {
    List<ReplicaSetView> sets =
        List.of(
            Sets.set("v0", 2, true, 2, new Counts(2, 0, 0), 4, 5),
            Sets.set("v1", 1, false, 3, new Counts(3, 3, 3), 5, 6));
    DeploymentView deployment = Sets.deployment(4, Sets.rolling("1", "0"));

    assertThat(Rollout.onlyScales(deployment, sets)).isTrue();
    assertThat(Sets.text(Rollout.sync(deployment, sets))).isEqualTo("v1 =4/5");
  }

  @Test
  @DisplayName("rule 175: a new one with all replicas, all available, leaves nothing to old ones")
  void rule175() {
    List<ReplicaSetView> sets =
        List.of(
            Sets.set("v0", 2, true, 3, new Counts(3, 3, 3), 3, 4),
            Sets.set("v1", 1, false, 2, new Counts(2, 2, 2), 2, 3));

    assertThat(Sets.text(Rollout.sync(Sets.deployment(3, Sets.rolling("1", "0")), sets)))
        .isEqualTo("v1 2>0 SATURATED");
  }

  @Test
  @DisplayName("rule 172: paused, a new template makes nothing, and scaling is proportional")
  void rule172() {
    DeploymentView deployment = Sets.paused(Sets.deployment(10, Sets.rolling("0", "1")));

    assertThat(Rollout.sync(deployment, List.of(Sets.set("v1", 1, false, 10, 10)))).isEmpty();
    assertThat(
            Sets.text(
                Rollout.sync(
                    deployment,
                    List.of(
                        Sets.set("v0", 2, true, 2, new Counts(2, 2, 2), 5, 5),
                        Sets.set("v1", 1, false, 3, new Counts(3, 3, 3), 5, 5)))))
        .isEqualTo("v1 3>6 PROPORTION, v0 2>4 PROPORTION");
  }

  @ParameterizedTest(name = "{0} replicas, {1} recorded, surge {2}, {3} of {4}")
  @DisplayName("rule 174: TestGetReplicaSetFraction in deployment_util_test.go")
  @CsvSource({
    "0, 0, 0, 10, , -10",
    "10, 0, 0, 5, , 0",
    "10, 0, 0, 5, 0, 0",
    "120, 100, 0, 50, , 10",
    "120, 100, 0, 50, 0, 10",
    "120, 0, 0, 50, 100, 10",
    "120, 0, 10, 50, 110, 9",
    "10, 0, 0, 6, 12, -1",
    "100, 0, 10, 50, 130, -8"
  })
  void rule174(int wanted, int recorded, String surge, int size, Integer max, int expected) {
    DeploymentView deployment =
        Sets.deployment(wanted, Sets.rolling(surge, "1"), Sets.status(recorded, 0, 0, 0));

    assertThat(Scaling.fraction(deployment, Sets.set("rs", 1, true, size, Counts.NONE, null, max)))
        .isEqualTo(expected);
  }

  @Test
  @DisplayName("a stale annotation keeps a rollout waiting (kubernetes pull request 138036)")
  void waitsForEver() {
    ReplicaSetView old = Sets.set("v1", 1, false, 2, new Counts(2, 2, 2), 3, 3);
    DeploymentView two = Sets.deployment(2, Sets.rolling("0", "1"));

    assertThat(Rollout.sync(two, List.of(old))).isEmpty();
    assertThat(Sets.waitsForEver(two, List.of(old))).isTrue();
    DeploymentView one = Sets.deployment(1, Sets.rolling("0", "1"));
    assertThat(Sets.waitsForEver(one, List.of(old))).isFalse();
    List<ReplicaSetView> both = List.of(old, Sets.set("v0", 2, true, 1, new Counts(1, 1, 1), 3, 3));
    assertThat(Sets.waitsForEver(Sets.deployment(2, Sets.recreate()), both)).isTrue();
  }

  private static String sizes(Draft draft, String[] before) {
    List<String> sizes = new ArrayList<>(List.of(before));
    draft.actions().stream()
        .flatMap(each -> each instanceof Scale scale ? Stream.of(scale) : Stream.empty())
        .forEach(each -> sizes.set(Integer.parseInt(each.name().substring(1)), "" + each.to()));
    return String.join(" ", sizes);
  }
}
