package dev.podlane.cluster.placement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Fields of a pod that a placement does not look at. */
final class LeftOutTest {
  @Test
  @DisplayName("rules 308, 309, 316: what the scheduler looks at and the placement does not")
  void named() {
    assertThat(
            LeftOut.of(
                Places.yaml(
                    """
                    affinity:
                      nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: []}
                      podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: []}
                    priorityClassName: high
                    schedulerName: other
                    topologySpreadConstraints:
                    - {whenUnsatisfiable: DoNotSchedule}
                    - {whenUnsatisfiable: ScheduleAnyway}
                    volumes:
                    - {name: a, emptyDir: {}}
                    - {name: b, persistentVolumeClaim: {claimName: data}}
                    """)))
        .containsExactly(
            "affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution",
            "affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution",
            "priorityClassName",
            "schedulerName",
            "topologySpreadConstraints[1].whenUnsatisfiable",
            "volumes[1].persistentVolumeClaim");
  }

  @Test
  void nothingOfAnOrdinaryPod() {
    assertThat(
            LeftOut.of(
                Places.yaml(
                    "{schedulerName: default-scheduler, containers: [{name: c}], volumes: []}")))
        .isEmpty();
  }
}
