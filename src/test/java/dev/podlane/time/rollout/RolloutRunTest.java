package dev.podlane.time.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.amount.Amount;
import dev.podlane.time.rollout.ReplicaSetView.Annotations;
import dev.podlane.time.rollout.ReplicaSetView.Counts;
import dev.podlane.time.rollout.RolloutAction.Annotate;
import dev.podlane.time.rollout.RolloutAction.CreateReplicaSet;
import dev.podlane.time.rollout.RolloutAction.DeleteReplicaSet;
import dev.podlane.time.rollout.RolloutAction.Scale;
import dev.podlane.time.rollout.RolloutAction.SetRevision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole rollouts over ReplicaSets that are played at random: pods come when they are wanted and
 * become available some time later. Templates, replicas and the strategy change meanwhile.
 */
final class RolloutRunTest {
  private final List<ReplicaSetView> sets = new ArrayList<>();
  private DeploymentView deployment = Sets.deployment(3, RolloutStrategy.DEFAULT);
  private int template;
  private int seconds;
  private Random random = new Random(0);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  @DisplayName("rules 154 and 161: limits hold, and every rollout ends complete")
  void runs(long seed) {
    random = new Random(seed);
    for (int round = 0; round < 10; round++) {
      change();
      int interrupted = random.nextInt(4) == 0 ? random.nextInt(10) : 1000;
      int syncs = 0;
      while (!rests() && syncs < interrupted && !waitsForEver()) {
        sync();
        grow();
        syncs++;
        assertThat(syncs)
            .as("seed %d, round %d, %s of %s", seed, round, deployment, sets)
            .isLessThan(999);
      }
    }
    while (!rests()) {
      if (waitsForEver()) {
        RolloutStrategy strategy = RolloutStrategy.DEFAULT;
        deployment =
            new DeploymentView(
                deployment.replicas() + 1, strategy, false, 600, 2, false, deployment.status());
      }
      sync();
      grow();
    }
    assertThat(deployment.status().complete(deployment.replicas())).isTrue();
    assertThat(sets.stream().filter(each -> each.replicas() > 0).count()).isLessThanOrEqualTo(1);
    assertThat(sets).hasSizeLessThanOrEqualTo(1 + 2);
  }

  private boolean rests() {
    return deployment.status().complete(deployment.replicas())
        && Rollout.newest(sets).isPresent()
        && Rollout.sync(deployment, sets).isEmpty()
        && sets.stream().allMatch(each -> each.status().available() == each.replicas());
  }

  private boolean waitsForEver() {
    return Sets.waitsForEver(deployment, sets);
  }

  private void change() {
    int replicas = random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(20);
    int what = random.nextInt(3);
    if (what != 1) {
      template++;
      // One in four goes back to a template that was there.
      int wanted = random.nextInt(4) == 0 ? random.nextInt(template + 1) : template;
      sets.replaceAll(each -> matching(each, each.name().startsWith("t" + wanted + "-")));
      next = "t" + wanted + "-";
    }
    Amount surge = random.nextBoolean() ? Amount.of(1 + random.nextInt(4)) : Amount.percent(30);
    Amount below = random.nextBoolean() ? Amount.of(random.nextInt(4)) : Amount.percent(20);
    RolloutStrategy strategy =
        random.nextInt(6) == 0 ? Sets.recreate() : new RolloutStrategy.RollingUpdate(surge, below);
    deployment =
        new DeploymentView(
            what == 0 ? deployment.replicas() : replicas,
            strategy,
            false,
            600,
            2,
            false,
            unobserved(deployment.status()));
  }

  private String next = "t0-";

  private static DeploymentStatus unobserved(DeploymentStatus of) {
    return new DeploymentStatus(
        of.replicas(),
        of.updated(),
        of.ready(),
        of.available(),
        of.unavailable(),
        false,
        of.progressing(),
        of.availability());
  }

  private void sync() {
    int before = total();
    int availableBefore = available();
    List<RolloutAction> actions = Rollout.sync(deployment, sets);
    DeploymentStatus status =
        DeploymentProgress.after(deployment, sets, actions, Duration.ofSeconds(++seconds));
    actions.forEach(this::apply);
    deployment =
        new DeploymentView(
            deployment.replicas(), deployment.strategy(), false, 600, 2, false, status);
    if (deployment.strategy() instanceof RolloutStrategy.RollingUpdate) {
      assertThat(total()).isLessThanOrEqualTo(Math.max(before, deployment.most()));
      // Specs never take away an available pod below the least number: the unavailable go first.
      assertThat(available()).isGreaterThanOrEqualTo(Math.min(availableBefore, deployment.least()));
    } else {
      long old =
          sets.stream()
              .filter(each -> !each.matchesTemplate())
              .mapToInt(ReplicaSetView::replicas)
              .filter(n -> n > 0)
              .count();
      boolean created = actions.stream().anyMatch(CreateReplicaSet.class::isInstance);
      assertThat(created && old > 0).isFalse();
    }
  }

  private void apply(RolloutAction action) {
    if (action instanceof CreateReplicaSet created) {
      Annotations notes =
          new Annotations(created.desired(), created.max(), created.revision(), List.of());
      sets.add(
          new ReplicaSetView(
              next + seconds,
              1000L + seconds,
              true,
              created.replicas(),
              Counts.NONE,
              notes,
              true,
              false));
    } else if (action instanceof DeleteReplicaSet deleted) {
      sets.removeIf(each -> each.name().equals(deleted.name()));
    } else {
      sets.replaceAll(each -> changed(each, action));
    }
  }

  private static ReplicaSetView changed(ReplicaSetView set, RolloutAction action) {
    Annotations notes = set.annotations();
    if (action instanceof Scale scale && scale.name().equals(set.name())) {
      assertThat(scale.from()).isEqualTo(set.replicas());
      assertThat(scale.to()).isNotNegative();
      // The ReplicaSet's controller ends those first that are not available (rule 189).
      int available = Math.min(set.status().available(), scale.to());
      return with(
          set,
          scale.to(),
          new Counts(Math.min(set.status().replicas(), scale.to()), available, available),
          new Annotations(scale.desired(), scale.max(), notes.revision(), notes.history()));
    }
    if (action instanceof Annotate noted && noted.name().equals(set.name())) {
      return with(
          set,
          set.replicas(),
          set.status(),
          new Annotations(noted.desired(), noted.max(), notes.revision(), notes.history()));
    }
    if (action instanceof SetRevision revised && revised.name().equals(set.name())) {
      return with(
          set,
          set.replicas(),
          set.status(),
          new Annotations(notes.desired(), notes.max(), revised.revision(), revised.history()));
    }
    return set;
  }

  /** Some pods come, and some of those that are there become available. */
  private void grow() {
    sets.replaceAll(
        each -> {
          int replicas = each.replicas();
          int missing = replicas - each.status().available();
          int available =
              each.status().available() + (missing > 0 ? random.nextInt(missing + 1) : 0);
          return with(
              each, replicas, new Counts(replicas, available, available), each.annotations());
        });
  }

  private int total() {
    return sets.stream().mapToInt(ReplicaSetView::replicas).sum();
  }

  private int available() {
    return sets.stream().mapToInt(each -> each.status().available()).sum();
  }

  private static ReplicaSetView matching(ReplicaSetView set, boolean matches) {
    return new ReplicaSetView(
        set.name(),
        set.createdOrder(),
        matches,
        set.replicas(),
        set.status(),
        set.annotations(),
        true,
        false);
  }

  private static ReplicaSetView with(
      ReplicaSetView set, int replicas, Counts counts, Annotations annotations) {
    return new ReplicaSetView(
        set.name(),
        set.createdOrder(),
        set.matchesTemplate(),
        replicas,
        counts,
        annotations,
        true,
        false);
  }
}
