package dev.podlane.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.time.event.Happening;
import dev.podlane.time.state.Entry;
import dev.podlane.time.state.PodState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cordons and drains on a time line (rules 292 to 304). */
class DrainsOverTimeTest {
  private static final Happening DRAIN = new Happening.Drain("n1");
  private static final String ONE_NODE = "apiVersion: v1\nkind: Node\nmetadata: {name: n1}\n---\n";

  private static String budget(String spec) {
    return "\n---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: web}\n"
        + "spec: {selector: {matchLabels: {app: web}}, "
        + spec
        + "}\n";
  }

  private static List<Long> all(Course course, String code) {
    return course.entries().stream()
        .filter(each -> each.code().equals(code))
        .map(Entry::at)
        .toList();
  }

  /** A cluster of one node with both pods, to which another comes. */
  private static TimeLine crowded(String budget) {
    String text = TimeLine.webText().replace("replicas: 3", "replicas: 2");
    String alone = ONE_NODE + text.substring(text.indexOf("apiVersion: apps/v1")) + budget;
    String both = ONE_NODE.replace("n1", "n2") + alone;
    return TimeLine.of(alone).at(1, new Happening.Rebase(both, () -> TimeLine.cluster(both)));
  }

  @Test
  void rule292ACordonLeavesPodsAndEndpointsAlone() {
    Course course = TimeLine.web().at(1, new Happening.Cordon("n1", false)).course();

    assertThat(course.entries()).hasSize(1);
    assertThat(course.end().pods().on("n1")).hasSize(1);
  }

  @Test
  void rule293WithoutABudgetAllAreEvictedAtOnce() {
    Course course = crowded("").at(10, DRAIN).course();

    assertThat(all(course, "pod.evicted")).containsExactly(10_020L, 10_020L);
    assertThat(course.end().pods().on("n1")).isEmpty();
    assertThat(course.end().pods().on("n2")).hasSize(2).allMatch(PodState::ready);
  }

  /** The first goes; every 5 s the second is asked for, until the replacement is Ready. */
  @Test
  void rules295And303ADrainWithABudgetGoesPodByPod() {
    Course course = crowded(budget("minAvailable: 1")).at(10, DRAIN).course();
    List<Long> evicted = all(course, "pod.evicted");
    long ready = all(course, "pod.ready").get(0);

    assertThat(evicted).containsExactly(10_020L, 20_020L);
    assertThat(all(course, "pod.eviction-refused")).containsExactly(10_020L, 15_020L);
    assertThat(ready).isBetween(15_020L, 20_020L);
    assertThat(course.end().pods().on("n1")).isEmpty();
    assertThat(course.isSettled()).isTrue();
    for (Moment moment : course.moments()) {
      assertThat(moment.state().pods().pods().values())
          .filteredOn(pod -> pod.ready() && pod.isActive())
          .isNotEmpty();
    }
  }

  @Test
  void rule303AsManyAsThereAreNeverEnds() {
    Course course = crowded(budget("minAvailable: 2")).at(10, DRAIN).course();

    assertThat(all(course, "pod.evicted")).isEmpty();
    assertThat(all(course, "pod.eviction-refused")).hasSizeGreaterThan(1_000);
    assertThat(course.isSettled()).isFalse();
    assertThat(course.end().now()).isLessThanOrEqualTo(10_000 + Course.HORIZON);
  }

  @Test
  void rule295AnUncordonedNodeIsNoLongerDrained() {
    Course course =
        crowded(budget("minAvailable: 2"))
            .at(10, DRAIN)
            .at(30, new Happening.Cordon("n1", true))
            .course();

    assertThat(course.isSettled()).isTrue();
    assertThat(course.end().pods().on("n1")).hasSize(2);
  }

  @Test
  void rule302ABudgetDoesNotBindARollout() {
    String text = TimeLine.webText() + budget("minAvailable: 3");
    String eager = text.replace("maxUnavailable: 0", "maxUnavailable: 2");
    Course course =
        TimeLine.of(eager)
            .rewrite(0, "Deployment default/web", eager.replace("image: nginx", "image: nginx:2"))
            .course();

    assertThat(all(course, "rollout.new-replica-set-available")).hasSize(1);
  }

  @Test
  void rule302ABudgetDoesNotBindTheLossOfANode() {
    Course course =
        TimeLine.of(TimeLine.webText() + budget("minAvailable: 3"))
            .at(0, new Happening.Machine("n1", false))
            .course();

    assertThat(all(course, "pod.evicted-by-taint")).hasSize(1);
  }

  /** The API server answers 500, and kubectl asks again only after 429. */
  @Test
  void rule299APodOfTwoBudgetsIsGivenUp() {
    String two =
        budget("maxUnavailable: 2")
            + budget("maxUnavailable: 2").replace("{name: web}", "{name: b}");
    Course course = crowded(two).at(10, DRAIN).course();

    assertThat(all(course, "pod.eviction-failed")).containsExactly(10_020L, 10_020L);
    assertThat(course.end().pods().on("n1")).hasSize(2);
    assertThat(course.isSettled()).isTrue();
  }

  @Test
  void rule294StaticPodsStayAndFinishedOnesGo() {
    String pods =
        """

        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: static-n1, annotations: {kubernetes.io/config.mirror: x}}
        spec: {nodeName: n1, containers: [{name: c, image: i}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: done}
        spec: {nodeName: n1, restartPolicy: Never, containers: [{name: c, image: i}]}
        status: {phase: Succeeded}
        """;
    Course course = crowded(pods).at(10, DRAIN).course();

    assertThat(course.end().pods().on("n1"))
        .extracting(PodState::path)
        .containsExactly("default/static-n1");
    assertThat(course.end().pods().pods()).doesNotContainKey("default/done");
  }

  @Test
  void rule303ASinglePodLeavesAGap() {
    String text = TimeLine.webText().replace("replicas: 3", "replicas: 1");
    String node = TimeLine.of(text).course().end().pods().members("default/web").get(0).nodeName();
    Course course = TimeLine.of(text).at(10, new Happening.Drain("" + node)).course();

    assertThat(course.at(12_000).pods().pods().values()).noneMatch(PodState::ready);
    assertThat(course.end().pods().pods().values()).hasSize(1).allMatch(PodState::ready);
  }
}
