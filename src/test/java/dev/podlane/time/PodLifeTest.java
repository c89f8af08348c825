package dev.podlane.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Pod.Phase;
import dev.podlane.time.event.Happening;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.Entry;
import dev.podlane.time.state.PodRuntime;
import dev.podlane.time.state.PodState;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pod from its sandbox to its end: start, probes, restarts, shutdown (rules 216 to 245). */
class PodLifeTest {
  private static final String WEB = "Deployment default/web";
  private static final String CONTAINER = "      - name: nginx\n        image: nginx\n";
  private static final String READINESS =
      "        readinessProbe: {httpGet: {port: 80}, periodSeconds: 1}\n";

  private final String one = TimeLine.webText().replace("replicas: 3", "replicas: 1");

  private String with(String container) {
    return one.replace(CONTAINER, CONTAINER + container);
  }

  private static String first(String text) {
    return TimeLine.of(text).course().end().pods().pods().values().iterator().next().path();
  }

  /** A second pod is made one second after the beginning. */
  private static Course grown(String text) {
    return TimeLine.of(text).rewrite(1, WEB, text.replace("replicas: 1", "replicas: 2")).course();
  }

  /** The moment of an entry about the second pod, after its sandbox, in milliseconds. */
  private static long after(Course course, String code) {
    Entry sandbox = TimeLine.first(course, "pod.sandbox", "web");
    return TimeLine.first(course, code, sandbox.object().name()).at() - sandbox.at();
  }

  private static List<Long> all(Course course, String code) {
    return course.entries().stream()
        .filter(each -> each.code().equals(code))
        .map(Entry::at)
        .toList();
  }

  private static Course deleted(String text) {
    return TimeLine.of(text).at(10, new Happening.DeletePod(first(text), null)).course();
  }

  @Test
  void rule216APodIsPendingUntilAContainerHasStarted() {
    Course course = grown(one);
    Entry started = TimeLine.first(course, "container.started", "web");
    String pod = started.object().path();

    assertThat(course.at(started.at() - 1).pods().pods().get(pod).phase()).isEqualTo(Phase.PENDING);
    assertThat(course.at(started.at()).pods().pods().get(pod).phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void rule217InitContainersRunOneAfterTheOther() {
    String text =
        one.replace(
            "      containers:",
            "      initContainers: [{name: a, image: a}, {name: b, image: b}]\n      containers:");

    assertThat(after(grown(one), "container.started")).isEqualTo(500);
    assertThat(after(grown(text), "container.started")).isEqualTo(1_500);
  }

  @Test
  void rule218TheAddressIsThereBeforeThePodIsReady() {
    Course course = grown(one);
    Entry sandbox = TimeLine.first(course, "pod.sandbox", "web");
    PodState pod = course.at(sandbox.at()).pods().pods().get(sandbox.object().path());

    assertThat(pod.ip()).isNotNull();
    assertThat(pod.ready()).isFalse();
    assertThat(all(course, "slices.written").get(0)).isEqualTo(sandbox.at() + 20);
  }

  @Test
  void rule223WithoutAReadinessProbeItIsReadyAsSoonAsItRuns() {
    Course course = grown(one.replace(READINESS, ""));

    assertThat(after(course, "pod.ready")).isEqualTo(after(course, "container.started"));
  }

  /** The worker ticks from the moment the kubelet takes the pod on, and once at the start. */
  @ParameterizedTest
  @CsvSource({
    "'periodSeconds: 1', 4500",
    "'periodSeconds: 10', 9500",
    "'initialDelaySeconds: 7, periodSeconds: 5', 9500",
    "'periodSeconds: 1, successThreshold: 3', 6500",
  })
  void rules222And225AProbeSucceedsAtItsNextTick(String fields, long ready) {
    String text =
        one.replace(READINESS, "        readinessProbe: {httpGet: {port: 80}, " + fields + "}\n");

    assertThat(after(grown(text), "pod.ready")).isEqualTo(ready);
  }

  @Test
  void rule224AStartupProbeDelaysReadiness() {
    String text = with("        startupProbe: {httpGet: {port: 80}, periodSeconds: 7}\n");

    assertThat(after(grown(one), "pod.ready")).isEqualTo(4_500);
    assertThat(after(grown(text), "pod.ready")).isEqualTo(6_500);
  }

  @Test
  void rule224AStartupProbeKeepsLivenessFromKillingASlowStart() {
    String slow = "        livenessProbe: {httpGet: {port: 80}, periodSeconds: 1}\n";
    String saved =
        slow
            + "        startupProbe: {httpGet: {port: 80}, periodSeconds: 1, "
            + "failureThreshold: 30}\n";

    assertThat(all(grown(with(slow)), "container.unhealthy")).isNotEmpty();
    assertThat(all(grown(with(saved)), "container.unhealthy")).isEmpty();
  }

  /** Three failures, a stop of one second, then 0, 10, 20, 40 s from the container's end. */
  @Test
  void rules228And232ASlowStartIsKilledAgainAndAgain() {
    Course course = grown(with("        livenessProbe: {httpGet: {port: 80}, periodSeconds: 1}\n"));
    List<Long> ended = all(course, "container.ended");
    List<Long> restarted = all(course, "container.restarted");

    assertThat(restarted.get(0) - ended.get(0)).isEqualTo(500);
    for (int i = 1; i < 8; i++) {
      long wait = Math.min(300, 5L << i) * 1_000;
      assertThat(restarted.get(i) - ended.get(i)).as("restart %d", i).isEqualTo(wait);
    }
    assertThat(all(course, "pod.ready")).isEmpty();
    assertThat(course.isSettled()).isFalse();
  }

  @Test
  void rules235And236AContainerThatWaitsListensToNothingAndThePodKeepsItsAddress() {
    String text = with("        livenessProbe: {httpGet: {port: 80}, periodSeconds: 1}\n");
    Course course = grown(text);
    Entry waits = TimeLine.first(course, "container.back-off", "web");
    PodState before = course.at(waits.at() - 5_000).pods().pods().get(waits.object().path());
    PodState pod = course.at(waits.at() + 100).pods().pods().get(waits.object().path());

    assertThat(pod.phase()).isEqualTo(Phase.RUNNING);
    assertThat(pod.ready()).isFalse();
    assertThat(pod.ip()).isEqualTo(before.ip()).isNotNull();
    assertThat(runtime(pod).containers()).noneMatch(each -> each.isListening(waits.at() + 100));
  }

  private static PodRuntime runtime(PodState pod) {
    return Objects.requireNonNull(pod.runtime());
  }

  @Test
  void rule233TenMinutesOfRunningAreForgiven() {
    TimeLine line = TimeLine.of(one);
    String pod = first(one);
    for (double at : new double[] {1, 20, 700, 1_400}) {
      line.at(at, new Happening.Kill(pod, "nginx"));
    }
    Course course = line.course();
    List<Long> ended = all(course, "container.ended");
    List<Long> restarted = all(course, "container.restarted");

    assertThat(restarted.get(0) - ended.get(0)).isEqualTo(500);
    assertThat(restarted.get(1) - ended.get(1)).isEqualTo(10_000);
    assertThat(restarted.get(2) - ended.get(2)).isEqualTo(500);
    assertThat(restarted.get(3) - ended.get(3)).isEqualTo(500);
  }

  @Test
  void rule227ReadinessIsLostAfterThreeFailuresAndBackWithOneSuccess() {
    String pod = first(one);
    Course course =
        TimeLine.of(one)
            .at(10.5, new Happening.Probe(pod, "", false, false))
            .at(20.5, new Happening.Probe(pod, "", false, true))
            .course();

    assertThat(all(course, "pod.unready")).containsExactly(13_000L);
    assertThat(all(course, "pod.ready")).containsExactly(21_000L);
    assertThat(all(course, "container.ended")).isEmpty();
  }

  @Test
  void rule228ALivenessFailureRestartsTheContainer() {
    String text = with("        livenessProbe: {httpGet: {port: 80}, periodSeconds: 5}\n");
    String pod = first(text);
    Course course = TimeLine.of(text).at(10.5, new Happening.Probe(pod, "", true, false)).course();

    assertThat(all(course, "container.unhealthy").get(0)).isEqualTo(25_000);
    assertThat(all(course, "container.ended").get(0)).isEqualTo(26_000);
    assertThat(all(course, "container.restarted").get(0)).isEqualTo(26_500);
  }

  @Test
  void rule235KillingAContainerKeepsTheAddress() {
    String pod = first(one);
    Course course = TimeLine.of(one).at(1, new Happening.Kill(pod, "nginx")).course();
    PodState after = course.end().pods().pods().get(pod);

    assertThat(after.ip()).isEqualTo(course.at(0).pods().pods().get(pod).ip());
    assertThat(runtime(after).sandboxes()).isZero();
    assertThat(all(course, "pod.unready")).containsExactly(1_000L);
    assertThat(all(course, "pod.ready")).hasSize(1);
  }

  @Test
  void rule8KillingThePauseContainerChangesTheAddress() {
    String pod = first(one);
    Course course = TimeLine.of(one).at(1, new Happening.Kill(pod, "")).course();
    PodState after = course.end().pods().pods().get(pod);

    assertThat(after.ip()).isNotEqualTo(course.at(0).pods().pods().get(pod).ip());
    assertThat(after.ready()).isTrue();
    assertThat(runtime(after).sandboxes()).isEqualTo(1);
  }

  @Test
  void rule237TheObjectStaysUntilTheKubeletHasEndedThePod() {
    Course course = deleted(one);
    PodState pod = course.at(10_500).pods().pods().get(first(one));

    assertThat(Objects.requireNonNull(pod.deletion()).grace()).isEqualTo(30_000);
    assertThat(course.end().pods().pods()).doesNotContainKey(first(one)).hasSize(1);
  }

  @Test
  void rule237AnotherRequestMayShortenTheGrace() {
    String text = with("        lifecycle: {preStop: {sleep: {seconds: 20}}}\n");
    String pod = first(text);
    Course course =
        TimeLine.of(text)
            .at(10, new Happening.DeletePod(pod, null))
            .at(12, new Happening.DeletePod(pod, 3L * 1_000))
            .at(13, new Happening.DeletePod(pod, 25L * 1_000))
            .course();

    assertThat(all(course, "container.closed")).containsExactly(15_020L);
    assertThat(all(course, "container.ended")).containsExactly(16_020L);
  }

  @Test
  void rule238WithoutGraceTheObjectGoesAtOnce() {
    String pod = first(one);
    Course course = TimeLine.of(one).at(10, new Happening.DeletePod(pod, 0L)).course();

    assertThat(course.at(10_000).pods().pods()).doesNotContainKey(pod);
  }

  /** Closed and ended after the deletion's moment and one watch, in milliseconds. */
  @ParameterizedTest
  @CsvSource({
    // preStop, grace, reaction: signal, end
    "0, 30, close, 0, 1000",
    "5, 30, close, 5000, 6000",
    "5, 30, exit, 5000, 5000",
    "0, 30, ignore, 30000, 30000",
    "5, 30, ignore, 30000, 30000",
    "29, 30, ignore, 31000, 31000",
    "60, 30, close, 30000, 31000",
    "60, 30, ignore, 32000, 32000",
    "0, 1, ignore, 2000, 2000",
  })
  void rules240To244TheGraceHoldsPreStopSignalAndKill(
      int preStop, int grace, String onStop, long closed, long ended) {
    String text =
        with("        lifecycle: {preStop: {sleep: {seconds: " + preStop + "}}}\n")
            .replace(
                "    spec:\n      containers",
                "    spec:\n      terminationGracePeriodSeconds: " + grace + "\n      containers")
            .replace(
                "podlane.dev/start: 4s", "podlane.dev/start: 4s, podlane.dev/on-stop: " + onStop);
    Course course = deleted(text);
    long from = 10_020;
    String pod = first(text);

    assertThat(TimeLine.first(course, "container.ended", pod.substring(8)).at() - from)
        .isEqualTo(ended);
    for (long moment : new long[] {from + closed - 1, from + closed}) {
      PodState then = course.at(moment).pods().pods().get(pod);
      boolean listens = runtime(then).containers().get(0).isListening(moment);
      assertThat(listens).as("at %d", moment).isEqualTo(moment < from + closed);
    }
  }

  /** Two sidecars: the later one is stopped first, and each only when those before have ended. */
  @Test
  void rule245SidecarsEndLastAndInReverse() {
    String text =
        one.replace(
            "      containers:",
            """
                  initContainers:
                  - {name: first, image: a, restartPolicy: Always}
                  - {name: second, image: b, restartPolicy: Always}
                  containers:\
            """);
    Course course = deleted(text);

    assertThat(
            course.entries().stream()
                .filter(each -> each.code().equals("container.ended"))
                .map(each -> each.at() + " " + each.args().get(0)))
        .containsExactly("11020 nginx", "12020 second", "13020 first");
  }

  @Test
  void rule245AtTheEndOfTheGraceSidecarsGetTwoSeconds() {
    String text =
        one.replace(
                "      containers:",
                "      initContainers: [{name: side, image: a, restartPolicy: Always}]\n"
                    + "      terminationGracePeriodSeconds: 10\n      containers:")
            .replace("start: 4s", "start: 4s, podlane.dev/on-stop: ignore");
    Course course = deleted(text);

    assertThat(all(course, "container.ended")).containsExactly(20_020L, 22_020L);
  }

  @Test
  void rule246SandboxAddressAndObjectGoOneAfterTheOther() {
    Course course = deleted(one);
    long ended = all(course, "container.ended").get(0);

    assertThat(all(course, "pod.torn-down")).containsExactly(ended + 300);
    assertThat(all(course, "pod.gone")).containsExactly(ended + 500);
  }

  @Test
  void rule248AContainerThatEndsByItselfRunsNoHook() {
    String text = with("        lifecycle: {preStop: {sleep: {seconds: 5}}}\n");
    Course course = TimeLine.of(text).at(1, new Happening.Kill(first(text), "nginx")).course();

    assertThat(all(course, "container.ended")).containsExactly(1_000L);
    assertThat(course.end().pods().pods().values())
        .allMatch(pod -> runtime(pod).containers().get(0).state() == ContainerRun.State.RUNNING);
  }
}
