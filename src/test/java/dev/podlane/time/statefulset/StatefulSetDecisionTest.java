package dev.podlane.time.statefulset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Pod.Phase;
import dev.podlane.time.statefulset.StatefulSetView.Strategy;
import dev.podlane.time.statefulset.StatefulSetView.Walk;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases of stateful_set_control_test.go and the rules on StatefulSets. */
final class StatefulSetDecisionTest {
  private static SetRun ordered(int replicas) {
    return new SetRun(replicas, false, Walk.ONE_BY_ONE);
  }

  private static SetRun parallel(int replicas, Walk walk) {
    return new SetRun(replicas, true, walk);
  }

  @Test
  @DisplayName("rule 194: CreatesPods and ScalesUp, one by one, each after the one before is Ready")
  void rule194Up() {
    SetRun run = ordered(3);
    assertThat(run.sync()).isEqualTo("+0a");
    assertThat(run.sync()).isEmpty();
    assertThat(run.ready().sync()).isEqualTo("+1a");
    assertThat(run.ready().sync()).isEqualTo("+2a");
    assertThat(run.ready().sync()).isEmpty();
  }

  @Test
  @DisplayName("rule 194: ScalesDown, from the highest, each gone before the next")
  void rule194Down() {
    SetRun run = ordered(3).full(3, "a").with(0, SetRun.partition(0), "a");
    assertThat(run.sync()).isEqualTo("-2");
    assertThat(run.sync()).isEmpty();
    assertThat(run.gone().sync()).isEqualTo("-1");
    assertThat(run.gone().sync()).isEqualTo("-0");
  }

  @Test
  @DisplayName("rule 194: Parallel makes and ends all at once (burst)")
  void rule194Parallel() {
    SetRun run = parallel(3, Walk.ONE_BY_ONE);
    assertThat(run.sync()).isEqualTo("+0a +1a +2a");
    assertThat(run.with(1, SetRun.partition(0), "a").sync()).isEqualTo("-2 -1");
  }

  @Test
  @DisplayName("rule 194: ordinals begin at spec.ordinals.start, and lower ones go")
  void rule194Start() {
    SetRun run = ordered(2).full(2, "a").startingAt(1);
    assertThat(run.sync()).isEqualTo("+2a");
    assertThat(run.ready().sync()).isEqualTo("-0");
  }

  @Test
  @DisplayName("rule 195: a lower pod that is not available blocks scaling up and down")
  void rule195() {
    SetRun run = ordered(5).full(4, "a").put(1, "a", Phase.RUNNING, false, false);
    assertThat(run.sync()).isEmpty();
    assertThat(run.with(3, SetRun.partition(0), "a").sync()).isEmpty();
    run.put(1, "a", Phase.RUNNING, true, true);
    assertThat(run.sync()).isEmpty();
  }

  @Test
  @DisplayName("rule 195: of pods to be ended only the lowest broken one may go first")
  void rule195FirstUnhealthy() {
    SetRun run = ordered(4).full(4, "a").with(1, SetRun.partition(0), "a");
    run.put(2, "a", Phase.RUNNING, false, false);
    assertThat(run.sync()).isEqualTo("-3");
    assertThat(run.gone().sync()).isEqualTo("-2");
    SetRun higher = ordered(4).full(4, "a").with(1, SetRun.partition(0), "a");
    higher.put(2, "a", Phase.RUNNING, false, false).put(3, "a", Phase.RUNNING, false, false);
    assertThat(higher.sync()).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("rule 196: RecreatesFailedPod and RecreatesSucceededPod")
  @EnumSource(
      value = Phase.class,
      names = {"FAILED", "SUCCEEDED"})
  void rule196(Phase phase) {
    SetRun run = ordered(3).full(3, "a").put(1, "a", phase, false, false);
    assertThat(run.sync()).isEqualTo("-1");
    assertThat(run.sync()).isEmpty();
    assertThat(run.gone().sync()).isEqualTo("+1a");
    SetRun all = parallel(3, Walk.ONE_BY_ONE).full(3, "a").put(1, "a", phase, false, false);
    assertThat(all.sync()).isEqualTo("-1");
  }

  @Test
  @DisplayName("rule 197: a terminating pod's name is not used again before its object is gone")
  void rule197() {
    SetRun run = parallel(2, Walk.ONE_BY_ONE).full(2, "a").put(0, "a", Phase.RUNNING, true, false);
    assertThat(run.sync()).isEmpty();
    assertThat(run.gone().sync()).isEqualTo("+0a");
  }

  @Test
  @DisplayName("rule 198: StatefulSetControlRollingUpdate, from the highest ordinal down")
  void rule198() {
    SetRun run = ordered(3).full(3, "a").with(3, SetRun.partition(0), "b");
    assertThat(run.sync()).isEqualTo("-2");
    assertThat(run.sync()).isEmpty();
    assertThat(run.gone().sync()).isEqualTo("+2b");
    assertThat(run.sync()).isEmpty();
    assertThat(run.ready().sync()).isEqualTo("-1");
    assertThat(run.gone().sync()).isEqualTo("+1b");
    assertThat(run.ready().sync()).isEqualTo("-0");
    assertThat(run.gone().sync()).isEqualTo("+0b");
    assertThat(run.ready().sync()).isEmpty();
  }

  @Test
  @DisplayName("rule 198: StatefulSetControlRollingUpdateWithPartition; below it the old revision")
  void rule198Partition() {
    SetRun run = ordered(3).full(3, "a").with(3, SetRun.partition(2), "b");
    assertThat(run.sync()).isEqualTo("-2");
    assertThat(run.gone().sync()).isEqualTo("+2b");
    assertThat(run.ready().sync()).isEmpty();
    run.pods.remove(1);
    assertThat(run.sync()).isEqualTo("+1a");
  }

  @Test
  @DisplayName("rule 199: a broken update stays stuck although the template is repaired")
  void rule199() {
    SetRun run = ordered(3).full(3, "a").put(2, "b", Phase.RUNNING, false, false);
    run.with(3, SetRun.partition(0), "c");
    assertThat(run.sync()).isEmpty();
    run.pods.remove(2);
    assertThat(run.sync()).isEqualTo("+2c");
  }

  @Test
  @DisplayName("rule 199 does not hold under Parallel: the broken old pod is deleted")
  void rule199Parallel() {
    SetRun run = parallel(3, Walk.ONE_BY_ONE).full(3, "a").put(2, "b", Phase.RUNNING, false, false);
    run.with(3, SetRun.partition(0), "c");
    assertThat(run.sync()).isEqualTo("-2");
  }

  /** Deleted in one sync: pods 0 to 4 of the old revision, {@code x} marks a broken one. */
  @ParameterizedTest(name = "{0} {1}: {2}, {3} at most")
  @DisplayName("rule 200: maxUnavailable by release, after TestStatefulSetControl…MaxUnavailable")
  @CsvSource({
    "BUDGET, true, ooooo, 1, -4",
    "BUDGET, true, ooooo, 2, -4 -3",
    "BUDGET, true, ooooo, 50%, -4 -3",
    "BUDGET, true, ooooo, 1%, -4",
    "BUDGET, true, xoooo, 2, -4",
    "BUDGET, true, xoooo, 1, ''",
    "BUDGET, false, ooooo, 3, -4 -3 -2",
    "BUDGET, false, xoooo, 3, ''",
    "BUDGET_BROKEN_FIRST, true, xoooo, 1, -0",
    "BUDGET_BROKEN_FIRST, true, xxxoo, 1, -2 -1 -0",
    "BUDGET_BROKEN_FIRST, true, xoooo, 2, -0 -4",
    "BUDGET_BROKEN_FIRST, false, ooooo, 2, -4 -3",
    "ONE_BY_ONE, true, ooooo, 3, -4",
    "ONE_BY_ONE, true, xoooo, 3, -4"
  })
  void rule200(Walk walk, boolean parallel, String pods, String most, String expected) {
    SetRun run = new SetRun(5, parallel, walk).full(5, "a").with(5, SetRun.most(most), "b");
    for (int i = 0; i < 5; i++) {
      run.put(i, "a", Phase.RUNNING, false, pods.charAt(i) == 'o');
    }
    assertThat(run.sync()).isEqualTo(expected);
  }

  @Test
  @DisplayName("rule 200: the gate was on in 1.35.0 only, and is on again in 1.37")
  void rule200Releases() {
    assertThat(Walk.of(34)).isEqualTo(Walk.ONE_BY_ONE);
    assertThat(Walk.of(36)).isEqualTo(Walk.ONE_BY_ONE);
    assertThat(Walk.of(37)).isEqualTo(Walk.BUDGET_BROKEN_FIRST);
  }

  @Test
  @DisplayName("rule 201: OnDelete deletes nothing, and pods come back with the new revision")
  void rule201() {
    SetRun run = ordered(3).full(3, "a").with(3, new Strategy.OnDelete(), "b");
    assertThat(run.sync()).isEmpty();
    run.pods.remove(1);
    assertThat(run.sync()).isEqualTo("+1b");
  }

  @Test
  @DisplayName("rule 202: the current revision follows when all are updated and Ready")
  void rule202() {
    SetRun run = ordered(2).full(2, "b").with(2, SetRun.partition(0), "b");
    run.put(1, "b", Phase.RUNNING, false, false);
    assertThat(run.status()).isEqualTo(new StatefulSetStatus(2, 1, 1, 0, 2, "a"));
    assertThat(run.ready().status()).isEqualTo(new StatefulSetStatus(2, 2, 2, 2, 2, "b"));
  }

  @Test
  void aSetThatIsBeingDeletedDoesNothing() {
    StatefulSetView set = ordered(3).set();
    StatefulSetView deleting =
        new StatefulSetView("web", 3, 0, false, set.strategy(), 0, "a", "a", true);
    assertThat(StatefulSetDecision.sync(deleting, List.of(), Walk.ONE_BY_ONE, SetRun.NOW))
        .isEmpty();
  }

  @ParameterizedTest
  @DisplayName("updates and scalings at random end with the wanted pods, never two of one name")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void ends(long seed) {
    Random random = new Random(seed);
    List<Walk> walks = List.of(Walk.values());
    Walk walk = walks.get(random.nextInt(walks.size()));
    SetRun run = new SetRun(3, random.nextBoolean(), walk);
    int replicas = 3;
    for (int round = 0; round < 10; round++) {
      replicas = random.nextInt(8);
      run.with(replicas, SetRun.most("" + (1 + random.nextInt(3))), "r" + round);
      for (int steps = random.nextInt(40); steps > 0; steps--) {
        run.sync();
        if (random.nextBoolean()) {
          run.ready();
        }
        if (random.nextBoolean()) {
          run.gone();
        }
      }
    }
    for (int steps = 0; steps < 100; steps++) {
      run.sync();
      run.gone().ready();
    }
    assertThat(run.pods.keySet()).hasSize(replicas);
    assertThat(run.pods.values()).allMatch(each -> each.revision().equals("r9"));
    assertThat(run.sync()).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("rules 198 and 200: an update never takes more pods than it may, and ends")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void limits(long seed) {
    Random random = new Random(seed);
    List<Walk> walks = List.of(Walk.values());
    Walk walk = walks.get(random.nextInt(walks.size()));
    int replicas = 1 + random.nextInt(8);
    int most = 1 + random.nextInt(3);
    SetRun run = new SetRun(replicas, random.nextBoolean(), walk).full(replicas, "a");
    run.with(replicas, SetRun.most("" + most), "b");
    int limit = walk == Walk.ONE_BY_ONE ? 1 : most;
    int steps = 0;
    while (!run.status().currentRevision().equals("b")) {
      run.sync();
      if (random.nextInt(3) == 0) {
        run.gone();
      }
      if (random.nextInt(3) == 0) {
        run.ready();
      }
      assertThat(replicas - available(run)).isLessThanOrEqualTo(limit);
      steps++;
      assertThat(steps).as("seed %d", seed).isLessThan(1000);
    }
  }

  private static int available(SetRun run) {
    return (int) run.pods.values().stream().filter(e -> e.ready() && !e.terminating()).count();
  }
}
