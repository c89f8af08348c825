package dev.podlane.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.time.event.Happening;
import dev.podlane.time.replicaset.Claim;
import dev.podlane.time.replicaset.Claim.Candidate;
import dev.podlane.time.replicaset.Claim.Control;
import dev.podlane.time.state.Entry;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Labels of pods that controllers made: who selects them has them (rules 187, 192, 252). */
class LabelsOverTimeTest {
  private static final String ORPHAN =
      """
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: lone, labels: {app: other}}
      spec: {containers: [{name: nginx, image: nginx, ports: [{containerPort: 80}]}]}
      ---
      apiVersion: apps/v1
      kind: ReplicaSet
      metadata: {name: few}
      spec:
        replicas: 1
        selector: {matchLabels: {app: few}}
        template:
          metadata: {labels: {app: few}}
          spec: {containers: [{name: nginx, image: nginx}]}
      """;

  private static String some(State state) {
    return state.pods().pods().values().stream()
        .filter(pod -> pod.ref().name().startsWith("web-"))
        .map(PodState::path)
        .sorted()
        .findFirst()
        .orElseThrow();
  }

  private static List<String> endpoints(State state) {
    return state.slices().getOrDefault("default/web", List.of()).stream()
        .flatMap(slice -> slice.endpoints().stream())
        .filter(each -> each.ready())
        .map(each -> each.pod())
        .toList();
  }

  /** A pod is taken out of a Service to look into it, and another one takes its place. */
  @Test
  void aPodThatIsNoLongerSelectedIsReleasedAndReplaced() {
    String pod = some(TimeLine.web().course().at(0));
    Course course = TimeLine.web().at(1, new Happening.Label(pod, "app", "sick")).course();
    State end = course.end();

    assertThat(TimeLine.pod(end, pod).identity().controller()).isNull();
    assertThat(TimeLine.pod(end, pod).ready()).isTrue();
    assertThat(end.pods().pods()).hasSize(4);
    assertThat(endpoints(course.at(2_000))).hasSize(2).doesNotContain(pod);
    assertThat(endpoints(end)).hasSize(3).doesNotContain(pod);
    assertThat(TimeLine.first(course, "pod.released", pod.substring(8)).at()).isEqualTo(1_020);
    assertThat(TimeLine.first(course, "pod.created", "web-").at()).isEqualTo(1_020);
  }

  /** With its label back it has its controller again, which has one too many. */
  @Test
  void anOrphanThatIsSelectedAgainIsAdopted() {
    String pod = some(TimeLine.web().course().at(0));
    Course course =
        TimeLine.web()
            .at(1, new Happening.Label(pod, "app", null))
            .at(30, new Happening.Label(pod, "app", "web"))
            .course();

    assertThat(course.at(30_030).pods().pods()).hasSize(4);
    assertThat(TimeLine.first(course, "pod.adopted", pod.substring(8)).at()).isEqualTo(30_020);
    assertThat(TimeLine.first(course, "pod.deleted", "web-").at()).isGreaterThanOrEqualTo(30_020);
    assertThat(course.end().pods().pods()).hasSize(3);
    assertThat(course.end().pods().orphans("default")).isEmpty();
  }

  /** A pod of the documents that gets the labels of a ReplicaSet is one of its pods. */
  @Test
  void aPodOfNobodyMayBeTaken() {
    Course course =
        TimeLine.of(TimeLine.webText() + ORPHAN)
            .at(1, new Happening.Label("default/lone", "app", "few"))
            .course();

    assertThat(TimeLine.first(course, "pod.adopted", "lone").args()).containsExactly("few");
    assertThat(
            course.end().pods().pods().values().stream()
                .filter(each -> "few".equals(each.labels().get("app"))))
        .hasSize(1);
  }

  private static String set(String kind) {
    return TimeLine.webText()
        .replace("kind: Deployment", "kind: " + kind)
        .replace("  strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}", "");
  }

  /** A name is had once: the set waits for it, and takes the pod back with its label. */
  @Test
  void aStatefulSetWaitsForTheNameOfThePodItLetGo() {
    Happening.Label sick = new Happening.Label("default/web-1", "app", "sick");
    Course course = TimeLine.of(set("StatefulSet")).at(1, sick).course();
    Course deleted =
        TimeLine.of(set("StatefulSet"))
            .at(1, sick)
            .at(30, new Happening.DeletePod("default/web-1", null))
            .course();
    Course back =
        TimeLine.of(set("StatefulSet"))
            .at(1, sick)
            .at(30, new Happening.Label("default/web-1", "app", "web"))
            .course();

    assertThat(TimeLine.first(course, "pod.released", "web-1").at()).isEqualTo(1_020);
    assertThat(TimeLine.pod(course.end(), "default/web-1").identity().controller()).isNull();
    assertThat(endpoints(course.end())).hasSize(2);
    assertThat(course.end().pods().pods()).hasSize(3);

    assertThat(TimeLine.first(deleted, "pod.created", "web-1").at()).isGreaterThan(30_000);
    assertThat(endpoints(deleted.end())).hasSize(3);
    assertThat(TimeLine.first(back, "pod.adopted", "web-1").at()).isEqualTo(30_020);
    assertThat(endpoints(back.end())).hasSize(3);
  }

  /** Its own label is not for others to take away (updateIdentity). */
  @Test
  void aStatefulSetWritesTheNameOfItsPodAgain() {
    String label = "statefulset.kubernetes.io/pod-name";
    Course course =
        TimeLine.of(set("StatefulSet"))
            .at(1, new Happening.Label("default/web-1", label, "other"))
            .course();

    assertThat(TimeLine.pod(course.end(), "default/web-1").labels()).containsEntry(label, "web-1");
    assertThat(course.entries()).extracting(Entry::code).doesNotContain("pod.released");
  }

  /** The node gets another pod, beside the one that runs on. */
  @Test
  void aDaemonSetReplacesThePodItLetGo() {
    String text = set("DaemonSet").replace("  replicas: 3\n", "");
    String pod = some(TimeLine.of(text).course().at(0));
    Course course = TimeLine.of(text).at(1, new Happening.Label(pod, "app", "sick")).course();
    String node = TimeLine.pod(course.end(), pod).nodeName();

    assertThat(TimeLine.pod(course.end(), pod).identity().controller()).isNull();
    assertThat(course.end().pods().on("" + node)).hasSize(2);
    assertThat(endpoints(course.end())).hasSize(3).doesNotContain(pod);
  }

  /** A pod that was let go counts neither as a success nor as a failure. */
  @Test
  void aJobReplacesThePodItLetGo() {
    String nodes = TimeLine.webText().split("apiVersion: apps/v1", 2)[0];
    String text =
        nodes
            + """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: work}
            spec:
              backoffLimit: 0
              manualSelector: true
              selector: {matchLabels: {a: b}}
              template:
                metadata: {labels: {a: b}}
                spec: {restartPolicy: Never, containers: [{name: main, image: work}]}
            """;
    TimeLine line =
        TimeLine.of(nodes).at(1, new Happening.Rebase(text, () -> TimeLine.cluster(text)));
    String first = TimeLine.first(line.course(), "pod.created", "work").object().path();
    Course course = line.at(6, new Happening.Label(first, "a", "c")).course();

    assertThat(TimeLine.pod(course.end(), first).identity().controller()).isNull();
    assertThat(course.end().pods().pods()).hasSize(2);
    assertThat(course.entries()).extracting(Entry::code).contains("pod.released", "job.complete");
    assertThat(TimeLine.first(course, "job.complete", "work").at()).isGreaterThan(16_000);
  }

  /** A label that nobody selects by changes nothing but the label. */
  @Test
  void anotherLabelChangesNothing() {
    String pod = some(TimeLine.web().course().at(0));
    Course course = TimeLine.web().at(1, new Happening.Label(pod, "tier", "front")).course();

    assertThat(course.entries()).extracting(each -> each.code()).contains("pod.labelled");
    assertThat(course.entries())
        .extracting(each -> each.code())
        .doesNotContain("pod.released", "pod.created");
    assertThat(TimeLine.pod(course.end(), pod).labels()).containsEntry("tier", "front");
  }

  /** The rows of TestClaimPods (pkg/controller/controller_ref_manager_test.go). */
  @Test
  void claims() {
    Candidate free = new Candidate("free", Control.NOBODY, true, false);
    Candidate other = new Candidate("other", Control.ANOTHER, true, false);
    Candidate own = new Candidate("own", Control.ITSELF, true, false);
    Candidate lost = new Candidate("lost", Control.ITSELF, false, false);
    Candidate going = new Candidate("going", Control.NOBODY, true, true);
    Candidate stranger = new Candidate("stranger", Control.NOBODY, false, false);

    assertThat(Claim.of(false, List.of(free, other, own, lost, going, stranger)))
        .isEqualTo(new Claim(List.of("free"), List.of("lost")));
    assertThat(Claim.of(true, List.of(free, lost)))
        .as("one that is being deleted claims nothing")
        .isEqualTo(new Claim(List.of(), List.of()));
  }
}
