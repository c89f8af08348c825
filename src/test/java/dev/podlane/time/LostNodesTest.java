package dev.podlane.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.service.EndpointSlice.Endpoint;
import dev.podlane.time.event.Happening;
import dev.podlane.time.state.Entry;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes that are lost, come back, are deleted, tainted and added (rules 275 to 292). */
class LostNodesTest {
  private static final Happening LOST = new Happening.Machine("n1", false);
  private static final Happening BACK = new Happening.Machine("n1", true);
  private static final String CONTAINERS = "    spec:\n      containers:";

  private static long at(Course course, String code) {
    return TimeLine.first(course, code, "").at();
  }

  private static boolean has(Course course, String code) {
    return course.entries().stream().anyMatch(each -> each.code().equals(code));
  }

  private static String podOn(Course course, String node) {
    return course.at(0).pods().on(node).get(0).path();
  }

  private static Endpoint endpoint(State state, String pod) {
    return state.slices().getOrDefault("default/web", List.of()).stream()
        .flatMap(slice -> slice.endpoints().stream())
        .filter(each -> each.pod().equals(pod))
        .findFirst()
        .orElseThrow();
  }

  private static Happening rebase(String text) {
    return new Happening.Rebase(text, () -> TimeLine.cluster(text));
  }

  private static String withoutNode(String text, String node) {
    return text.replace(
        "apiVersion: v1\nkind: Node\nmetadata: {name: " + node + "}\n---\n", "\n\n\n\n");
  }

  /** The controller looks every 5 s, and waits 50 s (40 s before 1.32) after the last renewal. */
  @ParameterizedTest
  @CsvSource({
    "37, 0, 55",
    "37, 3, 55",
    "37, 9.9, 55",
    "37, 10, 65",
    "32, 0, 55",
    "31, 0, 45",
    "31, 9.9, 45",
  })
  void rules276To278ALostNodeIsNoticed(int minor, double lost, long noticed) {
    Course course = TimeLine.ofVersion(TimeLine.webText(), minor).at(lost, LOST).course();

    assertThat(at(course, "node.unreachable")).isEqualTo(noticed * 1_000);
  }

  @Test
  void rule279TheNodeIsTainted() {
    State state = TimeLine.web().at(0, LOST).course().at(60_000);

    assertThat(TimeLine.node(state, "n1").node().ready()).isFalse();
    assertThat(TimeLine.node(state, "n1").node().taints())
        .extracting(each -> each.key() + ":" + each.effect())
        .containsExactly(
            "node.kubernetes.io/unreachable:NoSchedule",
            "node.kubernetes.io/unreachable:NoExecute");
  }

  @Test
  void rules280And281EndpointsLeaveWhenTheNodeIsNoticed() {
    Course course = TimeLine.web().at(0, LOST).course();
    String pod = podOn(course, "n1");

    assertThat(endpoint(course.at(54_999), pod).ready()).isTrue();
    assertThat(TimeLine.pod(course.at(55_000), pod).ready()).isFalse();
    Endpoint after = endpoint(course.at(55_020), pod);
    assertThat(after.ready()).isFalse();
    assertThat(after.serving()).isFalse();
    assertThat(after.terminating()).isFalse();
  }

  @Test
  void rules282And286PodsAreDeletedAfter300SecondsAndReplaced() {
    Course course = TimeLine.web().at(0, LOST).course();
    Entry evicted = TimeLine.first(course, "pod.evicted-by-taint", "web");
    Entry created = TimeLine.first(course, "pod.created", "web");

    assertThat(evicted.at()).isEqualTo(55_020 + 300_000);
    assertThat(created.at() - evicted.at()).isLessThanOrEqualTo(100);
    String replacement = created.object().path();
    assertThat(TimeLine.pod(course.end(), replacement).nodeName()).isNotEqualTo("n1");
    assertThat(TimeLine.pod(course.end(), replacement).ready()).isTrue();
  }

  @Test
  void rule287ThePodsOfALostNodeStayTerminating() {
    Course course = TimeLine.web().at(0, LOST).course();
    PodState pod = TimeLine.pod(course.end(), podOn(course, "n1"));

    assertThat(pod.deletion()).isNotNull();
    assertThat(course.isSettled()).isTrue();
  }

  @Test
  void rule288ANodeThatReturnsEndsItsDeletedPods() {
    Course course = TimeLine.web().at(0, LOST).at(400, BACK).course();

    assertThat(course.end().pods().pods()).doesNotContainKey(podOn(course, "n1"));
    assertThat(course.end().pods().pods()).hasSize(3);
    assertThat(TimeLine.node(course.end(), "n1").node().taints()).isEmpty();
  }

  @Test
  void rule285ANodeThatReturnsInTimeKeepsItsPods() {
    Course course = TimeLine.web().at(0, LOST).at(300, BACK).course();
    String pod = podOn(course, "n1");

    assertThat(has(course, "pod.evicted-by-taint")).isFalse();
    assertThat(TimeLine.pod(course.end(), pod).ready()).isTrue();
    assertThat(endpoint(course.end(), pod).ready()).isTrue();
    assertThat(TimeLine.node(course.end(), "n1").evictions()).isEmpty();
    assertThat(course.isSettled()).isTrue();
  }

  @Test
  void rule285AnEarlierLossDoesNotBringAnEvictionForward() {
    Course course = TimeLine.web().at(0, LOST).at(300, BACK).at(310, LOST).course();

    assertThat(at(course, "pod.evicted-by-taint")).isEqualTo(365_020 + 300_000);
  }

  @Test
  void rule278ANodeThatReturnsBeforeItIsMissedWasNeverGone() {
    Course course = TimeLine.web().at(0, LOST).at(30, BACK).course();

    assertThat(has(course, "node.unreachable")).isFalse();
    assertThat(has(course, "pod.unready")).isFalse();
  }

  /**
   * Rule 283: none, its own time, for ever; what a pod does not tolerate at all ends it at once.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{key: node.kubernetes.io/unreachable, operator: Exists, tolerationSeconds: 30}] | 30",
        "[{operator: Exists, effect: NoExecute, tolerationSeconds: 0}] | 0",
        "[{operator: Exists}] | -1",
        "[{key: other, operator: Exists}] | 300",
      })
  void rule283TolerationSecondsCount(String tolerations, long seconds) {
    String text =
        TimeLine.webText()
            .replace(
                CONTAINERS, "    spec:\n      tolerations: " + tolerations + "\n      containers:");
    Course course = TimeLine.of(text).at(0, LOST).course();

    if (seconds < 0) {
      assertThat(has(course, "pod.evicted-by-taint")).isFalse();
    } else {
      assertThat(at(course, "pod.evicted-by-taint")).isEqualTo(55_020 + seconds * 1_000);
    }
  }

  @Test
  void rule283ATaintThatSomebodyWritesEndsPodsAtOnce() {
    String text = TimeLine.webText();
    String tainted =
        text.replace(
            "metadata: {name: n1}",
            "metadata: {name: n1}\nspec: {taints: [{key: k, value: v, effect: NoExecute}]}");
    Course course = TimeLine.of(text).at(1, rebase(tainted)).course();

    assertThat(at(course, "pod.evicted-by-taint")).isEqualTo(1_020);
    assertThat(course.end().pods().on("n1")).isEmpty();
    assertThat(course.end().pods().pods()).hasSize(3);
  }

  /** Rule 288: the collector looks every 20 s, and again when the quarantine of 40 s is over. */
  @ParameterizedTest
  @CsvSource({"1, 60", "19, 60", "21, 80"})
  void rule288PodsOfADeletedNodeAreCollected(double deleted, long collected) {
    String text = TimeLine.webText();
    Course course = TimeLine.of(text).at(deleted, rebase(withoutNode(text, "n1"))).course();

    assertThat(at(course, "pod.collected")).isEqualTo(collected * 1_000);
    assertThat(course.end().pods().on("n1")).isEmpty();
    assertThat(course.end().pods().pods()).hasSize(3);
    assertThat(course.isSettled()).isTrue();
  }

  @Test
  void rule291ADeletedNodeTakesItsEndpointsAlongWhenTheServiceIsLookedAt() {
    String text = TimeLine.webText();
    TimeLine line = TimeLine.of(text).at(1, rebase(withoutNode(text, "n1")));
    String pod = podOn(line.course(), "n1");
    String other = podOn(line.course(), "n2");
    Course course = line.at(10, new Happening.DeletePod(other, null)).course();

    assertThat(endpoint(course.at(9_999), pod).ready()).isTrue();
    assertThat(course.at(10_020).slices().get("default/web"))
        .noneMatch(slice -> slice.endpoints().stream().anyMatch(each -> each.pod().equals(pod)));
  }

  /** The cluster that is settled anew numbers the blocks from the beginning. */
  @Test
  void aNewNodeGetsABlockThatNoOtherHas() {
    String text = TimeLine.webText();
    String less = withoutNode(text, "n1");
    String more =
        less.replaceFirst("---", "---\napiVersion: v1\nkind: Node\nmetadata: {name: n9}\n---");
    Course course =
        TimeLine.of(text)
            .at(1, rebase(less))
            .at(100, rebase(more))
            .rewrite(110, "Deployment default/web", text.replace("replicas: 3", "replicas: 9"))
            .course();

    assertThat(course.end().nodes().values())
        .extracting(each -> each.node().podCidr())
        .doesNotHaveDuplicates();
    assertThat(course.end().pods().pods().values())
        .hasSize(9)
        .extracting(PodState::ip)
        .doesNotHaveDuplicates();
  }

  @Test
  void rule288ANodeThatIsThereAgainInTimeKeepsItsPodsAndTheirAddresses() {
    String text = TimeLine.webText();
    Course course =
        TimeLine.of(text)
            .at(1, rebase(withoutNode(text, "n1")))
            .at(30, rebase(text))
            .at(70, new Happening.DeletePod(podOn(TimeLine.web().course(), "n2"), null))
            .course();

    assertThat(has(course, "pod.collected")).isFalse();
    assertThat(course.end().pods().pods()).containsKey(podOn(course, "n1"));
    assertThat(course.end().pods().pods().values().stream().map(PodState::ip))
        .doesNotHaveDuplicates();
  }

  @Test
  void rule289TheTaintOutOfServiceLetsTheCollectorRemovePods() {
    String text = TimeLine.webText();
    String tainted =
        text.replace(
            "metadata: {name: n1}",
            "metadata: {name: n1}\n"
                + "spec: {taints: [{key: node.kubernetes.io/out-of-service, effect: NoExecute}]}");
    Course course = TimeLine.of(text).at(0, LOST).at(70, rebase(tainted)).course();

    assertThat(at(course, "pod.evicted-by-taint")).isEqualTo(70_020);
    assertThat(at(course, "pod.collected")).isEqualTo(80_000);
    assertThat(course.end().pods().on("n1")).isEmpty();
  }

  @Test
  void rule289OnAReadyNodeTheTaintForcesNothing() {
    String text = TimeLine.webText();
    String tainted =
        text.replace(
            "metadata: {name: n1}",
            "metadata: {name: n1}\n"
                + "spec: {taints: [{key: node.kubernetes.io/out-of-service, effect: NoExecute}]}");
    Course course = TimeLine.of(text).at(1, rebase(tainted)).course();

    assertThat(has(course, "pod.collected")).isFalse();
    assertThat(at(course, "pod.stopping")).isEqualTo(1_040);
  }

  @Test
  void rule292WhatSomebodyWritesElsewhereLeavesACordonAlone() {
    String text = TimeLine.webText();
    String labelled = text.replace("metadata: {name: n1}", "metadata: {name: n1, labels: {a: b}}");
    Course course =
        TimeLine.of(text).at(1, new Happening.Cordon("n1", false)).at(2, rebase(labelled)).course();

    assertThat(TimeLine.node(course.end(), "n1").node().schedulable()).isFalse();
    assertThat(TimeLine.node(course.end(), "n1").node().labels()).containsEntry("a", "b");
  }
}
