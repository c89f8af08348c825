package dev.podlane.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.time.event.Happening;
import dev.podlane.time.state.Entry;
import dev.podlane.time.state.PodState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** StatefulSets, DaemonSets and rollouts that stall, by events (rules 168, 194, 197, 208, 311). */
class SetsOverTimeTest {
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

  @Test
  void rule314WhoSeeksAnotherIsLookedAtWhenItComes() {
    String near =
        TimeLine.webText()
            .replace(
                "    spec:\n      containers:",
                "    spec:\n      affinity: {podAffinity:"
                    + " {requiredDuringSchedulingIgnoredDuringExecution: [{labelSelector:"
                    + " {matchLabels: {app: cache}}, topologyKey: kubernetes.io/hostname}]}}\n"
                    + "      containers:")
            .replace("{name: n2}", "{name: n2, labels: {kubernetes.io/hostname: n2}}");
    String more =
        near
            + "\n"
            + "---\n"
            + "apiVersion: v1\n"
            + "kind: Pod\n"
            + "metadata: {name: cache, labels: {app: cache}}\n"
            + "spec: {nodeSelector: {kubernetes.io/hostname: n2}, containers: [{name: c, image:"
            + " i}]}\n";
    Course course = TimeLine.of(near).at(1, rebase(more)).course();

    assertThat(course.at(0).pods().pods().values()).allMatch(pod -> pod.nodeName() == null);
    assertThat(course.end().pods().on("n2")).hasSize(4).allMatch(PodState::ready);
  }

  @Test
  void rule314WhoMustNotBeBesideAnotherIsLookedAtWhenThatChangesItsLabels() {
    String text =
        """
        apiVersion: v1
        kind: Node
        metadata: {name: n1, labels: {kubernetes.io/hostname: n1}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: there, labels: {app: x}}
        spec: {nodeName: n1, containers: [{name: c, image: i}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: waits}
        spec:
          affinity:
            podAntiAffinity:
              requiredDuringSchedulingIgnoredDuringExecution:
              - {labelSelector: {matchLabels: {app: x}}, topologyKey: kubernetes.io/hostname}
          containers: [{name: c, image: i}]
        """;
    Course course =
        TimeLine.of(text).at(1, new Happening.Label("default/there", "app", "y")).course();

    assertThat(course.at(0).pods().on("n1")).hasSize(1);
    assertThat(course.end().pods().on("n1")).hasSize(2);
  }

  @Test
  void rule194AStatefulSetIsScaledInOrder() {
    String text = set("StatefulSet", "  serviceName: web");
    Course course =
        TimeLine.of(text)
            .rewrite(0, "StatefulSet default/web", text.replace("replicas: 3", "replicas: 5"))
            .rewrite(60, "StatefulSet default/web", text.replace("replicas: 3", "replicas: 2"))
            .course();
    List<Entry> created = all(course, "pod.created");
    List<Entry> ready = all(course, "pod.ready");
    List<Entry> deleted = all(course, "pod.deleted");
    List<Entry> gone = all(course, "pod.gone");

    assertThat(created).extracting(each -> each.object().name()).containsExactly("web-3", "web-4");
    assertThat(created.get(1).at()).isGreaterThan(ready.get(0).at());
    assertThat(deleted)
        .extracting(each -> each.object().name())
        .containsExactly("web-4", "web-3", "web-2");
    assertThat(deleted.get(1).at()).isGreaterThan(gone.get(0).at());
    assertThat(deleted.get(2).at()).isGreaterThan(gone.get(1).at());
    assertThat(course.isSettled()).isTrue();
  }

  @Test
  void rule194AParallelSetIsScaledAtOnce() {
    String text = set("StatefulSet", "  serviceName: web\n  podManagementPolicy: Parallel");
    Course course =
        TimeLine.of(text)
            .rewrite(0, "StatefulSet default/web", text.replace("replicas: 3", "replicas: 5"))
            .course();

    assertThat(all(course, "pod.created")).extracting(Entry::at).containsExactly(20L, 20L);
  }

  /** The scheduler asks once: no pod is moved when its node no longer fits. */
  @Test
  void rules311And314APodStaysWhereItNoLongerFitsAndAnotherWaits() {
    String text =
        TimeLine.webText()
            .replace(
                "    spec:\n      containers:",
                "    spec:\n      nodeSelector: {disk: ssd}\n      containers:")
            .replace("{name: n1}", "{name: n1, labels: {disk: ssd}}");
    String other = text.replace(", labels: {disk: ssd}", "");
    Course course =
        TimeLine.of(text)
            .at(1, rebase(other))
            .at(5, new Happening.DeletePod(podOn(TimeLine.of(text).course(), "n1"), null))
            .at(30, rebase(text))
            .course();

    assertThat(course.at(4_000).pods().on("n1")).hasSize(3).allMatch(PodState::ready);
    assertThat(course.at(29_000).pods().on("n1")).as("those that stay").hasSize(2);
    assertThat(course.at(29_000).pods().pods().values())
        .as("the one that takes its place fits nowhere")
        .filteredOn(each -> each.nodeName() == null)
        .hasSize(1);
    assertThat(course.end().pods().on("n1")).as("a node has changed").hasSize(3);
  }

  @Test
  void rule168ARolloutThatFitsNoNodeExceedsItsDeadline() {
    String text = TimeLine.webText();
    String other =
        text.replace(
            "    spec:\n      containers:",
            "    spec:\n      nodeSelector: {no: where}\n      containers:");
    Course course = TimeLine.of(text).rewrite(0, "Deployment default/web", other).course();
    List<Entry> late = all(course, "rollout.progress-deadline-exceeded");

    assertThat(late).hasSize(1);
    assertThat(late.get(0).at()).isBetween(600_000L, 602_000L);
    assertThat(course.end().pods().pods().values()).filteredOn(PodState::ready).hasSize(3);
    assertThat(course.isSettled()).isTrue();
  }

  @Test
  void rule168ARolloutThatNeverBecomesReadyExceedsItsDeadline() {
    String text = TimeLine.webText();
    String other = text.replace("image: nginx", "image: nginx:2");
    TimeLine line = TimeLine.of(text).rewrite(0, "Deployment default/web", other);
    String pod = TimeLine.first(line.course(), "pod.created", "web").object().path();
    Course course = line.at(2, new Happening.Probe(pod, "", false, false)).course();

    assertThat(all(course, "pod.ready")).isEmpty();
    assertThat(all(course, "rollout.progress-deadline-exceeded")).hasSize(1);
    assertThat(course.isSettled()).isTrue();
  }

  private static List<Entry> all(Course course, String code) {
    return course.entries().stream().filter(each -> each.code().equals(code)).toList();
  }
}
