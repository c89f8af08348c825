package dev.podlane.time.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.time.replicaset.ReplicaPod;
import dev.podlane.time.rollout.ReplicaSetView.Counts;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rollouts down to the pods: Deployment and ReplicaSet controllers in turn. */
final class RolloutPodsTest {
  private static PlayedDeployment running(int replicas, RolloutStrategy strategy, int nodes) {
    PlayedDeployment played =
        new PlayedDeployment(
            replicas, strategy, List.of("n1", "n2", "n3", "n4", "n5").subList(0, nodes));
    played.deploymentSync();
    played.replicaSetSync();
    played.alive().forEach(each -> played.ready(each.name()));
    played.deploymentSync();
    assertThat(played.deployment().status().complete(replicas)).isTrue();
    played.seconds += 1000;
    return played;
  }

  @Test
  @DisplayName("rules 157 to 164, 171, 189, 190: the controllers' part of the worked time line")
  void timeLine() {
    PlayedDeployment played = running(3, Sets.rolling("1", "0"), 3);
    played.template("b");
    assertThat(played.deploymentSync()).isEqualTo("+1 r2");
    assertThat(played.replicaSetSync()).isEqualTo("+b1");
    assertThat(played.deploymentSync()).isEmpty();
    played.seconds += 5;
    played.ready("b1");
    assertThat(played.deploymentSync()).isEqualTo("a 3>2 ROLL_DOWN");
    // The pod on the new one's node goes first.
    assertThat(played.replicaSetSync()).isEqualTo("-a1");
    // The terminating pod counts nowhere: the next one comes at once, and five are alive.
    assertThat(played.deploymentSync()).isEqualTo("b 1>2 ROLL_UP");
    assertThat(played.replicaSetSync()).isEqualTo("+b2");
    assertThat(played.alive()).hasSize(5);
    played.gone("a1");
    assertThat(played.deploymentSync()).isEmpty();
    played.seconds += 5;
    played.ready("b2");
    assertThat(played.deploymentSync()).isEqualTo("a 2>1 ROLL_DOWN");
    assertThat(played.replicaSetSync()).isEqualTo("-a2");
    assertThat(played.deploymentSync()).isEqualTo("b 2>3 ROLL_UP");
    assertThat(played.replicaSetSync()).isEqualTo("+b3");
    played.seconds += 5;
    played.ready("b3");
    assertThat(played.deploymentSync()).isEqualTo("a 1>0 ROLL_DOWN");
    assertThat(played.replicaSetSync()).isEqualTo("-a3");
    assertThat(played.deploymentSync()).isEmpty();
    // Two old pods are still terminating, and the rollout is complete.
    assertThat(played.alive()).hasSize(5);
    assertThat(played.deployment().status().complete(3)).isTrue();
  }

  @Test
  @DisplayName("rule 184: Recreate makes no new pod before the last old object is gone")
  void recreate() {
    PlayedDeployment played = running(2, Sets.recreate(), 2);
    played.template("b");
    assertThat(played.deploymentSync()).isEqualTo("a 2>0 RECREATE_DOWN");
    assertThat(played.replicaSetSync()).isEqualTo("-a1 -a2");
    assertThat(played.deploymentSync()).isEmpty();
    played.gone("a1");
    assertThat(played.deploymentSync()).isEmpty();
    played.gone("a2");
    assertThat(played.deploymentSync()).isEqualTo("+2 r2");
    assertThat(played.replicaSetSync()).isEqualTo("+b1 +b2");
  }

  @ParameterizedTest
  @DisplayName("rules 154 and 324: never too many, never too few available, and it ends")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void limits(long seed) {
    Random random = new Random(seed);
    int replicas = 1 + random.nextInt(12);
    RolloutStrategy strategy = Sets.rolling("" + random.nextInt(4), "" + random.nextInt(4));
    PlayedDeployment played = running(replicas, strategy, 1 + random.nextInt(5));
    DeploymentView view = played.deployment();
    for (String template : List.of("b", "c")) {
      played.template(template);
      int steps = 0;
      while (!played.deployment().status().complete(replicas)) {
        played.seconds++;
        played.deploymentSync();
        played.replicaSetSync();
        for (ReplicaPod pod : played.alive()) {
          if (random.nextInt(4) == 0 && pod.active()) {
            played.ready(pod.name());
          } else if (random.nextInt(4) == 0 && pod.terminating()) {
            played.gone(pod.name());
          }
        }
        assertThat(played.active()).isLessThanOrEqualTo(view.most());
        assertThat(played.available()).isGreaterThanOrEqualTo(view.least());
        steps++;
        // The second template interrupts the first one half of the time.
        if (template.equals("b") && steps > 5 && seed % 2 == 0) {
          break;
        }
        assertThat(steps).isLessThan(1000);
      }
    }
    assertThat(played.available()).isEqualTo(replicas);
  }

  @Test
  @DisplayName("rule 163, more exactly: with a ReplicaSet that lags behind too many go")
  void lag() {
    // Its six pods are available, but it is to have four: two of them are about to go.
    ReplicaSetView old = Sets.set("a", 1, false, 4, new Counts(6, 6, 6), 6, 8);
    ReplicaSetView current = Sets.set("b", 2, true, 4, new Counts(4, 3, 3), 6, 8);
    DeploymentView deployment = Sets.deployment(6, Sets.rolling("2", "0"));

    assertThat(Sets.text(Rollout.sync(deployment, List.of(old, current))))
        .isEqualTo("a 4>1 ROLL_DOWN");
  }
}
