package dev.podlane.time;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The way a pod ends: deletion, preStop, signal, grace, sidecars (rules 237 to 248). */
class PodEndTest {
  private static final String CONTAINER = "      - name: nginx\n        image: nginx\n";

  private final String one = TimeLine.webText().replace("replicas: 3", "replicas: 1");

  private String with(String container) {
    return one.replace(CONTAINER, CONTAINER + container);
  }

  private static String first(String text) {
    return TimeLine.of(text).course().end().pods().pods().values().iterator().next().path();
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

  private static PodRuntime runtime(PodState pod) {
    return Objects.requireNonNull(pod.runtime());
  }

  @Test
  void rule230DeletionDoesNotMakeAPodReadyAgain() {
    String pod = first(one);
    Course course =
        TimeLine.of(one)
            .at(1, new Happening.Probe(pod, "", false, false))
            .at(60, new Happening.DeletePod(pod, null))
            .course();

    assertThat(
            course.entries().stream()
                .filter(
                    each -> each.code().equals("pod.ready") && each.object().path().equals(pod)))
        .isEmpty();
  }

  @Test
  void rule237TheObjectStaysUntilTheKubeletHasEndedThePod() {
    Course course = deleted(one);
    PodState pod = TimeLine.pod(course.at(10_500), first(one));

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
      PodState then = TimeLine.pod(course.at(moment), pod);
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
