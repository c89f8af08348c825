package dev.podlane.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Pod.Phase;
import dev.podlane.time.event.Happening;
import dev.podlane.time.state.Entry;
import dev.podlane.time.state.PodState;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Jobs that are created while time passes (rules 209 to 211). */
class JobsOverTimeTest {
  private static final String NODES = TimeLine.webText().split("apiVersion: apps/v1", 2)[0];

  private static String job(String spec, String policy) {
    return NODES
        + """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: work}
        spec:
          %s
          template:
            metadata: {labels: {a: b}}
            spec:
              restartPolicy: %s
              containers: [{name: main, image: work}]
        """
            .formatted(spec, policy);
  }

  private static TimeLine created(String text) {
    return TimeLine.of(NODES).at(1, new Happening.Rebase(text, () -> TimeLine.cluster(text)));
  }

  private static List<Long> all(Course course, String code) {
    return course.entries().stream()
        .filter(each -> each.code().equals(code))
        .map(Entry::at)
        .toList();
  }

  /** Its startTime is the moment it is resumed, not the beginning. */
  @Test
  void rule210TheDeadlineOfASuspendedJobBeginsWhenItIsResumed() {
    String waits = job("suspend: true\n  activeDeadlineSeconds: 5", "Never");
    String runs = waits.replace("suspend: true", "suspend: false");
    Course course =
        TimeLine.of(waits)
            .at(100, new Happening.Rebase(runs, () -> TimeLine.cluster(runs)))
            .course();

    assertThat(all(course, "job.deadline-exceeded").get(0)).isBetween(105_000L, 105_100L);
  }

  @Test
  void rule209PodsRunInTurnsUntilAllHaveSucceeded() {
    Course course = created(job("parallelism: 2\n  completions: 3", "Never")).course();

    assertThat(all(course, "pod.created")).hasSize(3);
    assertThat(course.end().pods().pods().values())
        .hasSize(3)
        .allMatch(pod -> pod.phase() == Phase.SUCCEEDED)
        .allMatch(pod -> Objects.requireNonNull(pod.runtime()).address() == null);
    assertThat(all(course, "container.ended").get(0) - all(course, "container.started").get(0))
        .isEqualTo(10_000);
    assertThat(all(course, "job.complete")).hasSize(1);
    assertThat(course.isSettled()).isTrue();
  }

  @Test
  void rule209TheAnnotationSaysHowLongItRuns() {
    String text =
        job("completions: 1", "Never")
            .replace("labels: {a: b}", "labels: {a: b}, annotations: {podlane.dev/run: 3s}");
    Course course = created(text).course();

    assertThat(all(course, "container.ended").get(0) - all(course, "container.started").get(0))
        .isEqualTo(3_000);
  }

  @Test
  void rule314APodThatHasEndedLeavesItsRoomToOthers() {
    String node =
        """
        apiVersion: v1
        kind: Node
        metadata: {name: node-1}
        status: {allocatable: {cpu: "1", memory: 1Gi, pods: "10"}}
        ---
        """;
    String pod =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: NAME, annotations: {podlane.dev/run: 3s}}
        spec:
          restartPolicy: Never
          containers: [{name: main, image: work, resources: {requests: {cpu: "1"}}}]
        ---
        """;
    String both = node + pod.replace("NAME", "first") + pod.replace("NAME", "second");
    String first = node + pod.replace("NAME", "first");
    Course course =
        TimeLine.of(node)
            .at(1, new Happening.Rebase("first", () -> TimeLine.cluster(first)))
            .at(2, new Happening.Rebase("both", () -> TimeLine.cluster(both)))
            .course();

    long ended = TimeLine.first(course, "container.ended", "first").at();
    assertThat(TimeLine.pod(course.at(ended - 1), "default/second").nodeName()).isNull();
    assertThat(course.end().pods().pods().values())
        .hasSize(2)
        .allMatch(each -> each.phase() == Phase.SUCCEEDED);
  }

  @Test
  void rule209AnIndexedJobRunsEachIndexOnce() {
    Course course =
        created(job("completionMode: Indexed\n  completions: 2\n  parallelism: 2", "Never"))
            .course();

    assertThat(course.end().pods().pods().values())
        .extracting(pod -> pod.labels().get("batch.kubernetes.io/job-completion-index"))
        .containsExactlyInAnyOrder("0", "1");
    assertThat(course.end().pods().pods().values())
        .allMatch(pod -> pod.ref().name().startsWith(pod.identity().hostname() + "-"));
  }

  @Test
  void rules209And211AFailedPodIsReplacedAfterTenSeconds() {
    String text = job("completions: 1", "Never");
    String pod = pod(text);
    Course course = created(text).at(5, new Happening.Kill(pod, "main")).course();
    List<Long> made = all(course, "pod.created");

    assertThat(TimeLine.pod(course.end(), pod).phase()).isEqualTo(Phase.FAILED);
    assertThat(made).hasSize(2);
    assertThat(made.get(1)).isEqualTo(15_000);
    assertThat(all(course, "job.complete")).hasSize(1);
  }

  @Test
  void rule209OnFailureTheContainerRestartsInPlace() {
    String text = job("completions: 1", "OnFailure");
    Course course = created(text).at(5, new Happening.Kill(pod(text), "main")).course();

    assertThat(all(course, "pod.created")).hasSize(1);
    assertThat(all(course, "container.restarted")).hasSize(1);
    assertThat(all(course, "job.complete")).hasSize(1);
  }

  @Test
  void rule210NoMoreFailuresThanTheLimit() {
    String text = job("completions: 1\n  backoffLimit: 0", "Never");
    Course course = created(text).at(5, new Happening.Kill(pod(text), "main")).course();

    assertThat(all(course, "job.backoff-limit-exceeded")).hasSize(1);
    assertThat(all(course, "pod.created")).hasSize(1);
  }

  @Test
  void rule210TheDeadlineEndsIt() {
    Course course = created(job("completions: 1\n  activeDeadlineSeconds: 4", "Never")).course();

    assertThat(all(course, "job.deadline-exceeded")).containsExactly(5_000L);
    assertThat(all(course, "pod.deleted")).containsExactly(5_000L);
  }

  @Test
  void rule210ItGoesWhenItsTimeToLiveIsOver() {
    Course course = created(job("completions: 1\n  ttlSecondsAfterFinished: 60", "Never")).course();
    long complete = all(course, "job.complete").get(0);

    assertThat(all(course, "job.deleted")).containsExactly(complete + 60_000);
    assertThat(course.end().pods().pods()).isEmpty();
    assertThat(course.end().workloads().all()).isEmpty();
  }

  /** At the beginning nothing is under way: a Job that runs goes on running. */
  @Test
  void aJobThatRunsAtTheBeginningGoesOn() {
    String text = job("completions: 2\n  parallelism: 2", "Never");
    Course course = TimeLine.of(text).course();
    String pod = course.end().pods().pods().keySet().iterator().next();
    Course less = TimeLine.of(text).at(1, new Happening.DeletePod(pod, null)).course();

    assertThat(course.entries()).isEmpty();
    assertThat(less.end().pods().pods().values())
        .extracting(PodState::phase)
        .containsExactlyInAnyOrder(Phase.RUNNING, Phase.SUCCEEDED);
  }

  @Test
  void rule245SidecarsEndAfterTheMainContainers() {
    String text =
        job("completions: 1", "Never")
            .replace(
                "      containers:",
                "      initContainers: [{name: side, image: s, restartPolicy: Always}]\n"
                    + "      containers:");
    Course course = created(text).course();

    assertThat(
            course.entries().stream()
                .filter(each -> each.code().equals("container.ended"))
                .map(each -> each.args().get(0)))
        .containsExactly("main", "side");
    assertThat(all(course, "job.complete")).hasSize(1);
  }

  private static String pod(String text) {
    return TimeLine.first(created(text).course(), "pod.created", "work").object().path();
  }
}
