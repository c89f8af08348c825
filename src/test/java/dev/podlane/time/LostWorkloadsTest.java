package dev.podlane.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.time.event.Happening;
import dev.podlane.time.state.PodState;
import org.junit.jupiter.api.Test;

/** StatefulSets and DaemonSets on nodes that are lost, or new (rules 197, 208, 283). */
class LostWorkloadsTest {
  private static final Happening LOST = new Happening.Machine("n1", false);

  private static boolean has(Course course, String code) {
    return course.entries().stream().anyMatch(each -> each.code().equals(code));
  }

  private static String podOn(Course course, String node) {
    return course.at(0).pods().on(node).get(0).path();
  }

  private static Happening rebase(String text) {
    return new Happening.Rebase(text, () -> TimeLine.cluster(text));
  }

  private static String set(String kind, String more) {
    return TimeLine.webText()
        .replace("kind: Deployment", "kind: " + kind)
        .replace("  strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}", more);
  }

  @Test
  void rule197APodOfAStatefulSetOnALostNodeIsNotReplaced() {
    Course course = TimeLine.of(set("StatefulSet", "  serviceName: web")).at(0, LOST).course();
    PodState lost = course.end().pods().on("n1").get(0);

    assertThat(lost.deletion()).isNotNull();
    assertThat(has(course, "pod.created")).isFalse();
    assertThat(course.end().pods().pods()).hasSize(3);
  }

  @Test
  void rule197DeletedByForceItComesBackElsewhere() {
    String text = set("StatefulSet", "  serviceName: web");
    String pod = podOn(TimeLine.of(text).course(), "n1");
    Course course =
        TimeLine.of(text).at(0, LOST).at(400, new Happening.DeletePod(pod, 0L)).course();

    assertThat(TimeLine.pod(course.end(), pod).nodeName()).isNotEqualTo("n1");
    assertThat(TimeLine.pod(course.end(), pod).ready()).isTrue();
  }

  @Test
  void rule208ANewNodeGetsItsPodOfADaemonSet() {
    String text = set("DaemonSet", "").replace("  replicas: 3\n", "");
    String more =
        text.replaceFirst("---", "---\napiVersion: v1\nkind: Node\nmetadata: {name: n9}\n---");
    Course course = TimeLine.of(text).at(1, rebase(more)).course();

    assertThat(course.at(0).pods().pods()).hasSize(3);
    assertThat(course.end().pods().on("n9")).hasSize(1);
    assertThat(course.end().pods().on("n9").get(0).ready()).isTrue();
    assertThat(course.end().pods().pods()).hasSize(4);
  }

  @Test
  void rule283PodsOfADaemonSetStay() {
    String text = set("DaemonSet", "").replace("  replicas: 3\n", "");
    Course course = TimeLine.of(text).at(0, LOST).course();

    assertThat(has(course, "pod.marked-unready")).isTrue();
    assertThat(has(course, "pod.evicted-by-taint")).isFalse();
  }
}
