package dev.podlane.time.replicaset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Pod.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order in which pods die, by rule 189. */
final class RankingTest {
  private static final Duration NOW = Duration.ofDays(100);
  private static final Duration MONTH_AGO = NOW.minusDays(30);
  private static final Map<String, ReplicaPod> PODS = new HashMap<>();

  static {
    add("unscheduled", null, Phase.PENDING, false, null, null, 0, 0);
    add("pending", "node", Phase.PENDING, false, null, null, 0, 0);
    add("unknown", "node", Phase.UNKNOWN, false, null, null, 0, 0);
    add("not-ready", "node", Phase.RUNNING, false, null, null, 0, 0);
    add("ready-no-time", "node", Phase.RUNNING, true, null, null, 0, 0);
    add("ready-now", "node", Phase.RUNNING, true, NOW, NOW, 0, 0);
    add("ready-then", "node", Phase.RUNNING, true, MONTH_AGO, MONTH_AGO, 0, 0);
    add("restarts", "node", Phase.RUNNING, true, NOW, NOW, 9001, 0);
    add("created-then", "node", Phase.RUNNING, true, NOW, MONTH_AGO, 0, 0);
    add("low-cost", "node", Phase.RUNNING, true, NOW, MONTH_AGO, 0, 10);
    add("high-cost", "node", Phase.RUNNING, true, NOW, MONTH_AGO, 0, 100);
    add("unscheduled-5h", null, Phase.PENDING, false, hours(5), hours(5), 0, 0);
    add("unscheduled-8h", null, Phase.PENDING, false, hours(8), hours(8), 0, 0);
    add("ready-2h", null, Phase.RUNNING, true, hours(2), MONTH_AGO, 0, 0);
    add("ready-5h", null, Phase.RUNNING, true, hours(5), MONTH_AGO, 0, 0);
    add("ready-8h", null, Phase.RUNNING, true, hours(8), MONTH_AGO, 0, 0);
  }

  private static Duration hours(int ago) {
    return NOW.minusHours(ago);
  }

  private static void add(
      String name,
      @Nullable String node,
      Phase phase,
      boolean ready,
      @Nullable Duration readySince,
      @Nullable Duration created,
      int restarts,
      int cost) {
    PODS.put(
        name,
        new ReplicaPod(
            name, "", node, phase, false, ready, readySince, created, restarts, 0, cost));
  }

  private static ReplicaPod pod(String name) {
    ReplicaPod pod = PODS.get(name);
    assertThat(pod).as(name).isNotNull();
    return pod;
  }

  @ParameterizedTest(name = "{0} rank {1} before {2} rank {3}")
  @DisplayName("rules 189 and 190: TestSortingActivePodsWithRanks, unequal pods")
  @CsvSource({
    "unscheduled, 1, pending, 2",
    "unscheduled, 2, pending, 1",
    "pending, 1, unknown, 2",
    "unknown, 1, not-ready, 2",
    "not-ready, 1, ready-no-time, 1",
    "ready-no-time, 1, ready-now, 1",
    "ready-now, 2, ready-no-time, 1",
    "ready-now, 1, ready-then, 1",
    "ready-now, 2, ready-then, 1",
    "restarts, 1, ready-now, 1",
    "ready-now, 2, restarts, 1",
    "ready-now, 1, created-then, 1",
    "created-then, 2, ready-now, 1",
    "low-cost, 2, high-cost, 1",
    "ready-2h, 1, ready-5h, 1"
  })
  void rule189(String first, int rank, String second, int otherRank) {
    assertThat(Ranking.compare(pod(first), rank, pod(second), otherRank, NOW)).isNegative();
    assertThat(Ranking.compare(pod(second), otherRank, pod(first), rank, NOW)).isPositive();
  }

  @ParameterizedTest(name = "{0} and {1}")
  @DisplayName("rule 190: TestSortingActivePodsWithRanks, pods that are equal without UIDs")
  @CsvSource({
    "unscheduled, unscheduled",
    "pending, pending",
    "unknown, unknown",
    "not-ready, not-ready",
    "created-then, created-then",
    "ready-now, ready-now",
    "ready-then, ready-then",
    "restarts, restarts",
    "unscheduled-5h, unscheduled-8h",
    "ready-5h, ready-8h"
  })
  void rule190(String first, String second) {
    assertThat(Ranking.compare(pod(first), 1, pod(second), 1, NOW)).isZero();
    assertThat(Ranking.compare(pod(second), 1, pod(first), 1, NOW)).isZero();
  }

  @ParameterizedTest
  @DisplayName("TestSortingActivePods: nine pods, shuffled, come back in order")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void sorted(long seed) {
    List<ReplicaPod> expected = new ArrayList<>();
    expected.add(made(0, null, Phase.PENDING, false, null, 0, null));
    expected.add(made(1, "bar", Phase.PENDING, false, null, 0, null));
    expected.add(made(2, "foo", Phase.UNKNOWN, false, null, 0, null));
    expected.add(made(3, "foo", Phase.RUNNING, false, null, 0, null));
    expected.add(made(4, "foo", Phase.RUNNING, true, null, 3, null));
    expected.add(made(5, "foo", Phase.RUNNING, true, NOW, 3, null));
    expected.add(made(6, "foo", Phase.RUNNING, true, MONTH_AGO, 3, null));
    expected.add(made(7, "foo", Phase.RUNNING, true, MONTH_AGO, 2, NOW));
    expected.add(made(8, "foo", Phase.RUNNING, true, MONTH_AGO, 2, MONTH_AGO));
    List<ReplicaPod> shuffled = new ArrayList<>(expected);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(Ranking.sort(shuffled, List.of(), NOW)).isEqualTo(expected);
  }

  private static ReplicaPod made(
      int number,
      @Nullable String node,
      Phase phase,
      boolean ready,
      @Nullable Duration since,
      int restarts,
      @Nullable Duration created) {
    String name = "p" + number;
    return new ReplicaPod(name, name, node, phase, false, ready, since, created, restarts, 0, 0);
  }

  @Test
  @DisplayName("rule 190: the old pod that shares a node with a new one goes first")
  void rule190Related() {
    List<ReplicaPod> old =
        List.of(
            made(1, "n1", Phase.RUNNING, true, NOW, 0, NOW),
            made(2, "n2", Phase.RUNNING, true, NOW, 0, NOW),
            made(3, "n3", Phase.RUNNING, true, NOW, 0, NOW));
    List<ReplicaPod> related = new ArrayList<>(old);
    related.add(made(9, "n2", Phase.RUNNING, true, NOW, 0, NOW));

    assertThat(Ranking.sort(old, related, NOW)).extracting(ReplicaPod::name).startsWith("p2");
  }

  @Test
  @DisplayName("rule 190: ages of one power of two are compared by UID")
  void rule190Uid() {
    List<ReplicaPod> pods =
        List.of(
            made(7, "n", Phase.RUNNING, true, NOW.minusSeconds(1000), 0, NOW),
            made(3, "n", Phase.RUNNING, true, NOW.minusSeconds(1050), 0, NOW),
            made(5, "n", Phase.RUNNING, true, NOW.minusSeconds(100), 0, NOW));

    assertThat(Ranking.sort(pods, pods, NOW))
        .extracting(ReplicaPod::name)
        .containsExactly("p5", "p3", "p7");
  }

  @Test
  @DisplayName("a circle of ages, restarts and UIDs sorts the same way each time")
  void circle() {
    List<ReplicaPod> pods = new ArrayList<>();
    Random random = new Random(4);
    for (int i = 0; i < 500; i++) {
      Duration since = NOW.minusNanos(1 + random.nextInt(4));
      pods.add(made(random.nextInt(1000), "n", Phase.RUNNING, true, since, random.nextInt(3), NOW));
    }

    assertThat(Ranking.sort(pods, pods, NOW)).isEqualTo(Ranking.sort(pods, pods, NOW));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "10, 10", "-5, -5", "+5, 0", "05, 0", "x, 0", "99999999999, 0", "'', 0"})
  void deletionCost(String annotation, int cost) {
    assertThat(ReplicaPod.deletionCost(annotation)).isEqualTo(cost);
  }
}
