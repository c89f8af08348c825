package dev.podlane.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.amount.Amount;
import dev.podlane.cluster.read.Drafts.Toleration;
import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.read.Documents;
import dev.podlane.time.daemonset.DaemonSetView;
import dev.podlane.time.disruption.Budget;
import dev.podlane.time.job.JobView;
import dev.podlane.time.rollout.RolloutStrategy;
import dev.podlane.time.rollout.RolloutStrategy.RollingUpdate;
import dev.podlane.time.statefulset.StatefulSetView.Strategy;
import dev.podlane.time.taint.TimedToleration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Specs of workloads as manifests write them, and their defaults. */
final class SpecsTest {
  private final List<Problem> problems = new ArrayList<>();

  private Fields yaml(String text) {
    MapValue root = (MapValue) Documents.parse("t.yaml", text).get(0).root();
    return Fields.of(Place.NOWHERE, root, problems::add);
  }

  @Test
  @DisplayName("rules 151 and 152: numbers and percentages, and a quarter by default")
  void deployments() {
    assertThat(RolloutStrategy.read(yaml("{}"))).isEqualTo(RolloutStrategy.DEFAULT);
    assertThat(
            RolloutStrategy.read(
                yaml("{strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: '0'}}}")))
        .isEqualTo(new RollingUpdate(Amount.of(1), Amount.of(0)));
    assertThat(
            RolloutStrategy.read(
                yaml("{strategy: {rollingUpdate: {maxSurge: 30%, maxUnavailable: [1]}}}")))
        .isEqualTo(new RollingUpdate(Amount.percent(30), Amount.percent(25)));
    assertThat(RolloutStrategy.read(yaml("{strategy: {type: Recreate}}")))
        .isEqualTo(new RolloutStrategy.Recreate());
    assertThat(problems).isEmpty();
  }

  @Test
  @DisplayName("rules 198, 200, 201 and 204: update strategies")
  void sets() {
    assertThat(Strategy.read(yaml("{}"))).isEqualTo(new Strategy.RollingUpdate(0, null));
    assertThat(
            Strategy.read(
                yaml("{updateStrategy: {rollingUpdate: {partition: 2, maxUnavailable: 50%}}}")))
        .isEqualTo(new Strategy.RollingUpdate(2, Amount.percent(50)));
    assertThat(Strategy.read(yaml("{updateStrategy: {type: OnDelete}}")))
        .isEqualTo(new Strategy.OnDelete());
    assertThat(DaemonSetView.read(yaml("{minReadySeconds: 5}")))
        .isEqualTo(new DaemonSetView(true, Amount.of(1), Amount.of(0), 5));
    assertThat(DaemonSetView.read(yaml("{updateStrategy: {rollingUpdate: {maxSurge: 10%}}}")))
        .isEqualTo(new DaemonSetView(true, Amount.of(1), Amount.percent(10), 0));
    assertThat(problems).isEmpty();
  }

  @Test
  @DisplayName("rules 209 to 211: defaults of a Job, and a work queue")
  void jobs() {
    assertThat(JobView.read(yaml("{}"))).isEqualTo(JobView.of(1, 1, false));
    assertThat(JobView.read(yaml("{parallelism: 3}"))).isEqualTo(JobView.of(3, null, false));
    assertThat(JobView.read(yaml("{completions: 3, completionMode: Indexed}")))
        .isEqualTo(JobView.of(1, 3, true));
    assertThat(
            JobView.read(
                yaml(
                    """
                    backoffLimit: 2
                    activeDeadlineSeconds: 60
                    ttlSecondsAfterFinished: 0
                    suspend: true
                    podReplacementPolicy: Failed
                    template: {spec: {restartPolicy: OnFailure}}
                    """)))
        .isEqualTo(new JobView(1, 1, false, 2, 60, 0, true, true, true, null));
    assertThat(problems).isEmpty();
  }

  @Test
  @DisplayName("rules 283 and 297: tolerations with a time, and budgets")
  void others() {
    assertThat(
            TimedToleration.read(
                yaml(
                    "{tolerations: [{key: a, operator: Exists, effect: NoExecute,"
                        + " tolerationSeconds: 30}, {operator: Exists}]}")))
        .containsExactly(
            new TimedToleration(new Toleration("a", "Exists", "", "NoExecute"), 30L),
            new TimedToleration(new Toleration("", "Exists", "", ""), null));
    assertThat(Budget.read("b", yaml("{minAvailable: 50%}")))
        .isEqualTo(new Budget("b", Amount.percent(50), null));
    assertThat(Budget.read("b", yaml("{maxUnavailable: 1}")))
        .isEqualTo(new Budget("b", null, Amount.of(1)));
    assertThat(problems).isEmpty();
  }
}
