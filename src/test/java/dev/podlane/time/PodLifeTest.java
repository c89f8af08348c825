package dev.podlane.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Pod.Phase;
import dev.podlane.time.event.Happening;
import dev.podlane.time.state.Entry;
import dev.podlane.time.state.PodRuntime;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pod from its sandbox on: start, probes and restarts (rules 216 to 236). */
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

  @Test
  void rule216APodIsPendingUntilAContainerHasStarted() {
    Course course = grown(one);
    Entry started = TimeLine.first(course, "container.started", "web");
    String pod = started.object().path();

    assertThat(TimeLine.pod(course.at(started.at() - 1), pod).phase()).isEqualTo(Phase.PENDING);
    assertThat(TimeLine.pod(course.at(started.at()), pod).phase()).isEqualTo(Phase.RUNNING);
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
    PodState pod = TimeLine.pod(course.at(sandbox.at()), sandbox.object().path());

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
    PodState before = TimeLine.pod(course.at(waits.at() - 5_000), waits.object().path());
    PodState pod = TimeLine.pod(course.at(waits.at() + 100), waits.object().path());

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
  void rule217MainContainersWaitForASidecarThatStartsUp() {
    String sidecar =
        """
              initContainers:
              - {name: mesh, image: m, restartPolicy: Always,
                 startupProbe: {tcpSocket: {port: 15020}, periodSeconds: 5}}
        """;
    Course course = grown(one.replace("      containers:\n", sidecar + "      containers:\n"));
    List<Long> started = all(course, "container.started");

    // The sidecar listens, and passes, after 4 s.
    assertThat(started).hasSize(2);
    assertThat(started.get(1) - started.get(0)).isEqualTo(4_500);
    assertThat(after(course, "container.started")).isEqualTo(500);
  }

  @Test
  void rule223AProbeThatFailsFromBeforeTheStartNeverSucceeds() {
    TimeLine line = TimeLine.of(one).at(1, new Happening.DeletePod(first(one), null));
    String made = TimeLine.first(line.course(), "pod.created", "web").object().path();
    Course course =
        line.at(1.1, new Happening.Probe(made, "", false, false))
            .at(30, new Happening.Kill(made, "nginx"))
            .at(60, new Happening.Probe(made, "", false, true))
            .course();

    assertThat(TimeLine.pod(course.at(59_000), made).ready()).isFalse();
    assertThat(TimeLine.pod(course.end(), made).ready()).isTrue();
  }

  @Test
  void rule232AContainerThatWaitsHasNotBeenStartedAgain() {
    String pod = first(one);
    Course course =
        TimeLine.of(one)
            .at(1, new Happening.Kill(pod, "nginx"))
            .at(5, new Happening.Kill(pod, "nginx"))
            .course();

    assertThat(restarts(course.at(4_000), pod)).isEqualTo(1);
    assertThat(restarts(course.at(6_000), pod)).isEqualTo(1);
    assertThat(restarts(course.end(), pod)).isEqualTo(2);
  }

  private static int restarts(State state, String pod) {
    return runtime(TimeLine.pod(state, pod)).containers().get(0).restarts();
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
  void rule228ALivenessFailureToldBeforeTheStartFollowsIt() {
    String text = with("        livenessProbe: {httpGet: {port: 80}, periodSeconds: 5}\n");
    TimeLine line = TimeLine.of(text).at(1, new Happening.Kill(first(text), "nginx"));
    line.at(5, new Happening.Kill(first(text), "nginx"));
    Course course = line.at(6, new Happening.Probe(first(text), "", true, false)).course();

    long started = all(course, "container.restarted").get(1);
    assertThat(all(course, "container.unhealthy").get(0) - started).isBetween(10_000L, 15_000L);
  }

  @Test
  void rule228AProbeMayGiveLessGraceThanThePod() {
    String text =
        with("        livenessProbe: {httpGet: {port: 80}, periodSeconds: 5,"
                + " terminationGracePeriodSeconds: 3}\n")
            .replace("podlane.dev/start: 4s", "podlane.dev/on-stop: ignore");
    String pod = first(text);
    Course course = TimeLine.of(text).at(10.5, new Happening.Probe(pod, "", true, false)).course();

    assertThat(all(course, "container.ended").get(0) - all(course, "container.unhealthy").get(0))
        .isEqualTo(3_000);
  }

  @Test
  void rule235KillingAContainerKeepsTheAddress() {
    String pod = first(one);
    Course course = TimeLine.of(one).at(1, new Happening.Kill(pod, "nginx")).course();
    PodState after = TimeLine.pod(course.end(), pod);

    assertThat(after.ip()).isEqualTo(TimeLine.pod(course.at(0), pod).ip());
    assertThat(runtime(after).sandboxes()).isZero();
    assertThat(all(course, "pod.unready")).containsExactly(1_000L);
    assertThat(all(course, "pod.ready")).hasSize(1);
  }

  @Test
  void rule8KillingThePauseContainerChangesTheAddress() {
    String pod = first(one);
    Course course = TimeLine.of(one).at(1, new Happening.Kill(pod, "")).course();
    PodState after = TimeLine.pod(course.end(), pod);

    assertThat(after.ip()).isNotEqualTo(TimeLine.pod(course.at(0), pod).ip());
    assertThat(after.ready()).isTrue();
    assertThat(runtime(after).sandboxes()).isEqualTo(1);
  }
}
