package dev.podlane.time.disruption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.amount.Amount;
import dev.podlane.cluster.object.Pod.Phase;
import dev.podlane.time.disruption.Budget.Member;
import dev.podlane.time.disruption.Budget.Status;
import dev.podlane.time.disruption.Eviction.Evicted;
import dev.podlane.time.disruption.Eviction.Guard;
import dev.podlane.time.disruption.Eviction.Refused;
import dev.podlane.time.disruption.Eviction.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts of budgets and answers to evictions. */
final class BudgetTest {
  private static final Duration NOW = Duration.ofHours(1);
  private static final SortedMap<String, Duration> NOBODY = new TreeMap<>();

  private static Budget min(String amount) {
    return new Budget("foo", Amount.parse(amount).orElseThrow(), null);
  }

  private static Budget max(String amount) {
    return new Budget("foo", null, Amount.parse(amount).orElseThrow());
  }

  private static List<Member> members(
      int count, @Nullable String controller, @Nullable Integer scale) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      members.add(new Member("pod-" + i, true, false, controller, scale));
    }
    return members;
  }

  private static String counts(Status status) {
    return status.allowed()
        + " "
        + status.healthy()
        + " "
        + status.desired()
        + " "
        + status.expected();
  }

  /**
   * Rows: minAvailable or maxUnavailable, pods, the scale of their controller if they have one, and
   * allowed, healthy, desired and expected.
   */
  @ParameterizedTest(name = "{0}: {1} {2}, {3} pods of {4}")
  @DisplayName("rule 297: disruption_test.go")
  @CsvSource({
    "TestNoSelector, min, 3, 0, , 0 0 3 0",
    "TestNoSelector, min, 3, 1, , 0 1 3 1",
    "TestUnavailable, min, 3, 3, , 0 3 3 3",
    "TestUnavailable, min, 3, 4, , 1 4 3 4",
    "TestIntegerMaxUnavailable, max, 1, 0, , 0 0 0 0",
    "TestIntegerMaxUnavailable, max, 1, 1, , 0 1 0 0",
    "TestIntegerMaxUnavailableWithScaling, max, 2, 1, 7, 0 1 5 7",
    "TestIntegerMaxUnavailableWithScaling, max, 2, 1, 5, 0 1 3 5",
    "TestPercentageMaxUnavailableWithScaling, max, 30%, 1, 7, 0 1 4 7",
    "TestPercentageMaxUnavailableWithScaling, max, 30%, 1, 3, 0 1 2 3",
    "TestNakedPod, min, 28%, 1, , 0 1 0 0",
    "TestReplicaSet, min, 20%, 1, 10, 0 1 2 10",
    "TestScaleResource, max, 5, 4, 10, 0 4 5 10",
    "TestReplicationController, min, 34%, 0, , 0 0 0 0",
    "TestReplicationController, min, 34%, 1, 3, 0 1 2 3",
    "TestReplicationController, min, 34%, 2, 3, 0 2 2 3",
    "TestStatefulSetController, min, 34%, 3, 3, 1 3 2 3",
    "TestMultipleControllers, min, 1%, 2, 1, 1 2 1 1"
  })
  void rule297(String name, String kind, String amount, int pods, Integer scale, String expected) {
    Budget budget = kind.equals("min") ? min(amount) : max(amount);
    List<Member> members = members(pods, scale == null ? null : "owner", scale);

    assertThat(counts(budget.count(members, NOBODY, NOW))).as(name).isEqualTo(expected);
  }

  @Test
  @DisplayName("rule 297: TestUnsupportedControllerPod; a rogue pod counts as healthy only")
  void controllers() {
    Status unsupported = min("28%").count(members(1, "job", null), NOBODY, NOW);
    assertThat(unsupported.failure()).isNotEmpty();
    assertThat(unsupported.allowed()).isZero();
    List<Member> rogue = members(3, "rc", 3);
    rogue.add(new Member("rogue", true, false, null, null));
    assertThat(min("34%").count(rogue, NOBODY, NOW).allowed()).isEqualTo(2);
    List<Member> two = members(2, "a", 2);
    two.addAll(members(3, "b", 3));
    assertThat(counts(min("50%").count(two, NOBODY, NOW))).isEqualTo("2 5 3 5");
  }

  @Test
  @DisplayName("rule 298: TestUnavailable and TestPDBNotExist…: not Ready, terminating, evicted")
  void rule298() {
    List<Member> members = members(4, null, null);
    members.set(0, new Member("pod-0", false, false, null, null));
    assertThat(counts(min("3").count(members, NOBODY, NOW))).isEqualTo("0 3 3 4");
    members.set(0, new Member("pod-0", true, true, null, null));
    assertThat(counts(min("3").count(members, NOBODY, NOW))).isEqualTo("0 3 3 4");
    members.set(0, new Member("pod-0", true, false, null, null));
    SortedMap<String, Duration> evicted = new TreeMap<>();
    evicted.put("pod-0", NOW.minusSeconds(119));
    evicted.put("gone", NOW.minusSeconds(1));
    Status status = min("3").count(members, evicted, NOW);
    assertThat(counts(status)).isEqualTo("0 3 3 4");
    assertThat(status.disrupted()).containsOnlyKeys("pod-0");
    Status later = min("3").count(members, evicted, NOW.plusSeconds(1));
    assertThat(counts(later)).isEqualTo("1 4 3 4");
    assertThat(later.disrupted()).isEmpty();
  }

  private static Status status(int allowed, int healthy, int desired) {
    return new Status(allowed, healthy, desired, 3, NOBODY, true, "");
  }

  private static Eviction answer(boolean ready, boolean always, Status... statuses) {
    List<Guard> guards = new ArrayList<>();
    for (Status status : statuses) {
      guards.add(new Guard("foo", always, true, status));
    }
    return Eviction.answer(new Target("pod", Phase.RUNNING, ready, false), guards);
  }

  @ParameterizedTest
  @DisplayName("rule 299: TestEvictionIgnorePDB; no budget is asked for pods that do not run")
  @EnumSource(
      value = Phase.class,
      names = {"PENDING", "SUCCEEDED", "FAILED"})
  void rule299(Phase phase) {
    List<Guard> guards = List.of(new Guard("foo", false, true, status(0, 2, 3)));
    assertThat(Eviction.answer(new Target("pod", phase, false, false), guards))
        .isEqualTo(new Evicted(null));
    assertThat(Eviction.answer(new Target("pod", Phase.RUNNING, true, true), guards))
        .isEqualTo(new Evicted(null));
  }

  @Test
  @DisplayName("rule 299: no budget, and more than one")
  void rule299Number() {
    assertThat(answer(true, false)).isEqualTo(new Evicted(null));
    assertThat(answer(true, false, status(1, 3, 2), status(1, 3, 2)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(500);
              assertThat(refused.message()).contains("more than one PodDisruptionBudget");
            });
  }

  @ParameterizedTest(name = "says {0}: {1}")
  @DisplayName("rule 300: why nothing is allowed (pull request 133097, 1.35)")
  @CsvSource({
    "true, DaemonSet default/log, 'does not allow evicting pods currently because it failed sync:"
        + " daemonsets.apps does not implement the scale subresource'",
    "true, Job default/one, 'does not allow evicting pods currently because it failed sync:"
        + " jobs.batch does not implement the scale subresource'",
    "true, Game default/one, 'does not allow evicting pods currently because it failed sync:"
        + " found no controllers for pod \"pod-0\"'",
    "false, DaemonSet default/log, needs 0 healthy pods and has 0 currently",
    "true, , does not allow evicting pods currently",
    "false, , needs 0 healthy pods and has 2 currently",
  })
  void rule300Reasons(boolean says, @Nullable String controller, String why) {
    Status status = max("1").count(members(2, controller, null), NOBODY, NOW);
    Guard guard = new Guard("foo", false, says, status);
    Eviction answer =
        Eviction.answer(new Target("pod-0", Phase.RUNNING, true, false), List.of(guard));

    assertThat(answer)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(429);
              assertThat(refused.cause()).isEqualTo("The disruption budget foo " + why);
            });
  }

  @Test
  @DisplayName("rule 300: TestEviction; allowed uses the budget up, else 429 with its cause")
  void rule300() {
    assertThat(answer(true, false, status(1, 3, 2))).isEqualTo(new Evicted("foo"));
    assertThat(answer(true, false, status(0, 2, 2)))
        .isEqualTo(
            new Refused(
                429,
                "Cannot evict pod as it would violate the pod's disruption budget.",
                "The disruption budget foo needs 2 healthy pods and has 2 currently",
                0));
    Status unobserved = new Status(1, 3, 2, 3, NOBODY, false, "");
    assertThat(answer(true, false, unobserved))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(429);
              assertThat(refused.retryAfterSeconds()).isEqualTo(10);
            });
    Status after = new Guard("foo", false, true, status(1, 3, 2)).after("pod", NOW);
    assertThat(after.allowed()).isZero();
    assertThat(after.disrupted()).containsEntry("pod", NOW);
  }

  @ParameterizedTest(name = "always {0}, {1} of {2}")
  @DisplayName("rule 301: TestEvictionPDBStatus, TestUnhealthyEviction; a pod that is not Ready")
  @CsvSource({
    "false, 2, 2, true",
    "false, 3, 2, true",
    "false, 1, 2, false",
    "false, 0, 0, false",
    "true, 1, 2, true",
    "true, 0, 0, true"
  })
  void rule301(boolean always, int healthy, int desired, boolean evicted) {
    Eviction answer = answer(false, always, status(0, healthy, desired));
    assertThat(answer instanceof Evicted).isEqualTo(evicted);
    if (evicted) {
      assertThat(answer).isEqualTo(new Evicted(null));
    }
  }

  @Test
  @DisplayName("rule 303: with minAvailable one below the replicas pods go one by one")
  void rule303() {
    List<Member> members = members(3, "web", 3);
    Status status = min("2").count(members, NOBODY, NOW);
    assertThat(answer(true, false, status)).isEqualTo(new Evicted("foo"));
    status = new Guard("foo", false, true, status).after("pod-0", NOW);
    assertThat(answer(true, false, status)).isInstanceOf(Refused.class);
    members.set(0, new Member("pod-0", true, true, "web", 3));
    status = min("2").count(members, status.disrupted(), NOW.plusSeconds(1));
    assertThat(status.allowed()).isZero();
    members.set(0, new Member("pod-3", true, false, "web", 3));
    assertThat(min("2").count(members, status.disrupted(), NOW.plusSeconds(5)).allowed())
        .isEqualTo(1);
    assertThat(min("3").count(members, NOBODY, NOW).allowed()).isZero();
  }

  @ParameterizedTest
  @DisplayName("rules 297 to 301: evictions at random never leave fewer healthy than desired")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void limits(long seed) {
    Random random = new Random(seed);
    int replicas = 1 + random.nextInt(10);
    Budget budget = random.nextBoolean() ? min(random.nextInt(100) + "%") : max("" + replicas / 3);
    List<Member> members = members(replicas, "web", replicas);
    Status status = budget.count(members, NOBODY, NOW);
    int made = replicas;
    for (int step = 0; step < 200; step++) {
      Duration now = NOW.plusSeconds(step);
      int i = random.nextInt(members.size());
      Member pod = members.get(i);
      Guard guard = new Guard("foo", false, true, status);
      Target target = new Target(pod.name(), Phase.RUNNING, pod.ready(), pod.terminating());
      Eviction answer = Eviction.answer(target, List.of(guard));
      if (answer instanceof Evicted evicted && evicted.budget() != null) {
        status = guard.after(pod.name(), now);
        members.set(i, new Member(pod.name(), true, true, "web", replicas));
        members.add(new Member("pod-" + made++, false, false, "web", replicas));
      }
      if (random.nextBoolean()) {
        members.replaceAll(
            each -> new Member(each.name(), true, each.terminating(), "web", replicas));
        members.removeIf(Member::terminating);
      }
      if (random.nextBoolean()) {
        status = budget.count(members, status.disrupted(), now);
      }
      long healthy = members.stream().filter(m -> m.ready() && !m.terminating()).count();
      assertThat(healthy).isGreaterThanOrEqualTo(status.desired());
    }
  }
}
