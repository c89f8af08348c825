package dev.podlane.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Pod.Phase;
import dev.podlane.time.event.Happening;
import dev.podlane.time.event.SettingChange;
import dev.podlane.time.picture.Pods;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.Entry;
import dev.podlane.time.state.PodRuntime;
import dev.podlane.time.state.PodState;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Init containers and containers that fail (rules 217, 232, 235; KEP-753). */
class InitContainersTest {
  private static final String WEB = "Deployment default/web";
  private static final String INITS =
      "      initContainers: [{name: a, image: a}, {name: b, image: b}]\n      containers:\n";

  private final String one = TimeLine.webText().replace("replicas: 3", "replicas: 1");
  private final String inits = one.replace("      containers:\n", INITS);

  private static String failing(String text, String containers) {
    return text.replace(
        "podlane.dev/start: 4s", "podlane.dev/start: 4s, podlane.dev/fail: \"" + containers + "\"");
  }

  private static List<Long> all(Course course, String code) {
    return course.entries().stream()
        .filter(each -> each.code().equals(code))
        .map(Entry::at)
        .toList();
  }

  private static PodRuntime runtime(PodState pod) {
    return Objects.requireNonNull(pod.runtime());
  }

  /** Another template, whose pods fail, one second after the beginning. */
  private static Course rolled(String before, String after) {
    return TimeLine.of(before).rewrite(1, WEB, after).course();
  }

  @Test
  void rules217And232AFailingInitContainerIsTriedEverMoreRarely() {
    Course course = rolled(one, failing(inits, "b"));
    Entry sandbox = TimeLine.first(course, "pod.sandbox", "web");
    String pod = sandbox.object().path();

    // a takes 500 ms, b another; its first restart does not wait, later ones 10, 20, 40, 80 s …
    assertThat(all(course, "init.done")).containsExactly(sandbox.at() + 500);
    assertThat(all(course, "init.failed").stream().limit(5).map(each -> each - sandbox.at()))
        .containsExactly(1_000L, 1_500L, 11_500L, 31_500L, 71_500L);
    assertThat(all(course, "container.started")).isEmpty();
    PodState waiting = TimeLine.pod(course.at(60_000), pod);
    assertThat(waiting.phase()).isEqualTo(Phase.PENDING);
    assertThat(waiting.ready()).isFalse();
    assertThat(runtime(waiting).isInitialized()).isFalse();
    assertThat(Pods.onNode(waiting, 60_000).traits().listens()).isEmpty();
    assertThat(course.isSettled()).isFalse();
  }

  @Test
  void rule168TheRolloutHangsAndMissesItsDeadline() {
    Course course = rolled(one, failing(inits, "a"));
    List<Long> late = all(course, "rollout.progress-deadline-exceeded");

    assertThat(late).hasSize(1);
    assertThat(late.get(0)).isBetween(600_000L, 603_000L);
    assertThat(course.end().pods().pods().values().stream().filter(PodState::ready)).hasSize(1);
  }

  @Test
  void rule235WithoutRestartsThePodHasFailed() {
    String pod =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: once, annotations: {podlane.dev/fail: a}}
        spec:
          restartPolicy: Never
          nodeName: n1
          initContainers:
          - {name: mesh, image: m, restartPolicy: Always}
          - {name: a, image: a}
          containers: [{name: main, image: m}]
        """;
    Course course =
        TimeLine.of(one)
            .at(1, new Happening.Rebase("pod", () -> TimeLine.cluster(one + "---\n" + pod)))
            .course();
    PodState after = TimeLine.pod(course.end(), "default/once");

    assertThat(after.phase()).isEqualTo(Phase.FAILED);
    assertThat(all(course, "init.failed")).hasSize(1);
    assertThat(all(course, "container.started")).hasSize(1); // the sidecar, which is stopped
    assertThat(runtime(after).address()).isNull();
    assertThat(course.isSettled()).isTrue();
  }

  @Test
  void rule235AContainerThatIsMendedRunsAfterItsBackOff() {
    Course begun = rolled(one, failing(inits, "b"));
    String pod = TimeLine.first(begun, "pod.sandbox", "web").object().path();
    Course course =
        TimeLine.of(one)
            .rewrite(1, WEB, failing(inits, "b"))
            .at(20, new Happening.Fail(pod, "b", false))
            .course();

    assertThat(all(course, "init.failed")).hasSize(3);
    assertThat(all(course, "init.done")).hasSize(2);
    assertThat(TimeLine.pod(course.end(), pod).ready()).isTrue();
    assertThat(all(course, "container.started").get(0)).isGreaterThan(33_000L);
    assertThat(course.isSettled()).isTrue();
  }

  @Test
  void rule232AContainerThatSomebodyLetsFailDoesSoWheneverItRuns() {
    String pod = TimeLine.of(one).course().end().pods().pods().keySet().iterator().next();
    Course course =
        TimeLine.of(one)
            .at(1, new Happening.Fail(pod, "", true))
            .at(100, new Happening.Fail(pod, "nginx", false))
            .course();

    assertThat(all(course, "container.ended")).startsWith(1_000L, 1_500L, 11_500L, 31_500L);
    assertThat(TimeLine.pod(course.at(50_000), pod).ready()).isFalse();
    assertThat(runtime(TimeLine.pod(course.end(), pod)).address()).isNotNull();
    assertThat(TimeLine.pod(course.end(), pod).ready()).isTrue();
  }

  /** A startup probe that never succeeds lets nobody start after it. */
  @Test
  void rule217ASidecarGatesWhatComesAfterIt() {
    String sidecar =
        """
              initContainers:
              - {name: mesh, image: m, restartPolicy: Always,
                 startupProbe: {tcpSocket: {port: 15020}, periodSeconds: 1, failureThreshold: 2}}
              - {name: b, image: b}
              containers:
        """;
    String slow = one.replace("      containers:\n", sidecar);
    Course stuck = rolled(one, slow);
    Course passed = rolled(one, slow.replace("failureThreshold: 2", "failureThreshold: 9"));

    assertThat(all(stuck, "init.started")).isEmpty();
    assertThat(all(stuck, "container.unhealthy")).hasSizeGreaterThan(5);
    long mesh = all(passed, "container.started").get(0);
    // It listens, and passes, after 4 s; then b takes 500 ms, and the main container another.
    assertThat(all(passed, "init.done")).containsExactly(mesh + 4_500);
    assertThat(all(passed, "container.started").get(1)).isEqualTo(mesh + 5_000);
  }

  private static final String GIVEN =
      """
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: crash, labels: {app: web}}
      spec:
        nodeName: n1
        initContainers: [{name: a, image: a}]
        containers: [{name: main, image: m, ports: [{containerPort: 80}]}]
      status:
        phase: Pending
        podIP: 10.244.0.77
        conditions: [{type: Ready, status: "False"}]
        initContainerStatuses:
        - {name: a, restartCount: 4, state: {waiting: {reason: CrashLoopBackOff}}}
        containerStatuses:
        - {name: main, restartCount: 0, state: {waiting: {reason: PodInitializing}}}
      """;

  @Test
  void aPodWhoseStatusSaysThatAnInitContainerFailsGoesOnFailing() {
    String text = one + GIVEN;
    PodState before = TimeLine.pod(TimeLine.of(text).course().end(), "default/crash");
    TimeLine line = TimeLine.of(text).at(1, new Happening.Cordon("n3", false));
    Course soon = line.course();
    Course course = line.at(600, new Happening.Cordon("n3", true)).course();
    Course mended =
        TimeLine.of(text).at(1, new Happening.Fail("default/crash", "a", false)).course();

    assertThat(before.ready()).isFalse();
    assertThat(Pods.onNode(before, 0).traits().listens()).isEmpty();
    assertThat(runtime(before).inits().get(0).restarts()).isEqualTo(4);
    // Its fifth restart comes 80 s after the beginning at the latest, the next 160 s later.
    assertThat(all(course, "init.failed")).containsExactly(80_000L, 240_000L, 540_000L);
    assertThat(course.isSettled()).isTrue();
    // Nobody waits for what changes nothing; and what is taken back leaves nothing.
    assertThat(all(soon, "init.failed")).isEmpty();
    assertThat(course.with(soon.planned()).entries()).isEqualTo(soon.entries());
    assertThat(course.with(soon.planned()).end().now()).isEqualTo(soon.end().now());
    assertThat(TimeLine.pod(mended.end(), "default/crash").ready()).isTrue();
    assertThat(all(mended, "container.started")).containsExactly(80_500L);
  }

  @Test
  void anImageThatIsNotThereIsNotTriedUntilSomebodySaysSo() {
    String text = one + GIVEN.replace("CrashLoopBackOff", "ImagePullBackOff");
    Course course = TimeLine.of(text).at(1, new Happening.Cordon("n3", false)).course();
    Course mended =
        TimeLine.of(text).at(1, new Happening.Fail("default/crash", "", false)).course();
    ContainerRun run = runtime(TimeLine.pod(course.end(), "default/crash")).inits().get(0);

    assertThat(run.isStuck()).isTrue();
    assertThat(course.isSettled()).isTrue();
    assertThat(TimeLine.pod(mended.end(), "default/crash").ready()).isTrue();
  }

  @Test
  void rule232AnImageThatNobodyCanPullIsTriedEverMoreRarely() {
    String other = one.replace("image: nginx", "image: 'nginx:bad'");
    TimeLine line = TimeLine.of(one).set("missingImages", "a:1, nginx:bad").rewrite(1, WEB, other);
    Course course = line.course();
    String pod = TimeLine.first(course, "pod.sandbox", "web").object().path();
    List<Long> tries = all(course, "container.no-image");

    assertThat(tries.stream().limit(4).map(each -> each - tries.get(0)))
        .containsExactly(0L, 10_000L, 30_000L, 70_000L);
    assertThat(TimeLine.pod(course.end(), pod).phase()).isEqualTo(Phase.PENDING);
    assertThat(all(course, "rollout.progress-deadline-exceeded")).hasSize(1);
    Course mended =
        line.at(20, new Happening.Set(SettingChange.of("missingImages", "").orElseThrow()))
            .course();
    PodState well = TimeLine.pod(mended.end(), pod);
    assertThat(well.ready()).isTrue();
    assertThat(runtime(well).containers().get(0).restarts()).isZero();
    assertThat(mended.isSettled()).isTrue();
  }

  /** Otherwise the course would differ from one to which nothing ever happened. */
  @Test
  void withoutEventsNobodyIsTriedAgain() {
    Course none = TimeLine.of(one + GIVEN).course();
    Course course = none.with(List.of());

    assertThat(course.entries()).isEmpty();
    assertThat(none.isSettled()).isTrue();
  }
}
