package dev.podlane.workspace.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.workspace.Edit;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pods of a workload that fare otherwise than the others are told apart. */
class ComparisonTest {
  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.0.1.0/24}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n2}, spec: {podCIDR: 10.0.2.0/24}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {nodeName: n1, containers: [{name: c}]}}
      """;

  private static final String DB =
      """
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: db-%d, labels: {app: db, index: '%d'},
       ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: db, controller: true}]},
       spec: {nodeName: %s, containers: [{name: c, ports: [{containerPort: 5432}]}]}}
      """;

  private static final String POLICY =
      """
      ---
      {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: db}, spec:
       {podSelector: {matchLabels: {%s}}, ingress: []}}
      """;

  private static String cluster(String nodeOfSecond) {
    return CLUSTER + DB.formatted(0, 0, "n1") + DB.formatted(1, 1, nodeOfSecond);
  }

  private static List<String> changes(Workspace before, Workspace after) {
    List<String> all = new ArrayList<>();
    new Comparison(before, after, () -> true, 60_000)
        .run(
            change -> {
              Pair pair = change.pair();
              assertThat(pair).isNotNull();
              all.add(change.kind() + " " + pair.from() + " " + pair.to() + " " + pair.port());
            });
    return all;
  }

  @Test
  void aPolicyOnOnePodOfAWorkloadIsToldOfThatPod() {
    Workspace before = Workspace.open("", cluster("n2"));
    Workspace after = Workspace.open("", cluster("n2") + POLICY.formatted("index: '1'"));
    assertThat(changes(before, after))
        .containsExactlyInAnyOrder(
            "LOST default/web default/db-1 5432", "LOST default/db-0 default/db-1 5432");
  }

  @Test
  void whatAllPodsSayIsToldOfTheWorkloadAndOfItsPodsWithEachOther() {
    Workspace before = Workspace.open("", cluster("n2"));
    Workspace after = Workspace.open("", cluster("n2") + POLICY.formatted("app: db"));
    assertThat(changes(before, after))
        .containsExactlyInAnyOrder(
            "LOST default/web default/db 5432", "LOST default/db default/db 5432");
  }

  @Test
  void aCommandInOnePodConcernsThatPod() {
    Workspace before = Workspace.open("", cluster("n2"));
    Event lost = new Event.Commands("default/db-1", List.of("ip route del default"));
    Workspace after = before.with(Edit.asked("e", lost, Instant.EPOCH));
    assertThat(changes(before, after))
        .containsExactlyInAnyOrder(
            "LOST default/web default/db-1 5432",
            "LOST default/db-0 default/db-1 5432",
            "LOST default/db-1 default/db-0 5432");
  }

  @Test
  void aCommandOnOneNodeConcernsThePodsThere() {
    Workspace before = Workspace.open("", cluster("n2"));
    Event lost = new Event.Commands("n2", List.of("ip link set eth0 down"));
    Workspace after = before.with(Edit.asked("e", lost, Instant.EPOCH));
    assertThat(changes(before, after))
        .contains("LOST default/web default/db-1 5432")
        .doesNotContain("LOST default/web default/db-0 5432", "LOST default/web default/db 5432");
  }

  @Test
  void podsOnOneNodeMayFareOtherwiseThanPodsOfDifferentNodes() {
    Workspace before = Workspace.open("", cluster("n2"));
    Workspace moved = Workspace.open("", cluster("n1"));
    Event cut = new Event.Commands("n1", List.of("ip link set eth0 down"));
    Workspace after = before.with(Edit.asked("e", cut, Instant.EPOCH));
    assertThat(changes(before, after))
        .contains("LOST default/web default/db-1 5432")
        .doesNotContain("LOST default/web default/db 5432");
    assertThat(changes(before, moved)).isEmpty();
  }

  @Test
  void aPodThatComesOrGoesIsNoChangeOfTheOthers() {
    Workspace before = Workspace.open("", cluster("n2"));
    Workspace after = Workspace.open("", CLUSTER + DB.formatted(0, 0, "n1"));
    assertThat(changes(before, after))
        .containsExactlyInAnyOrder(
            "LOST default/web default/db-1 5432", "LOST default/db default/db 5432");
  }
}
