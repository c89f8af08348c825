package dev.podlane.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.time.state.Actor;
import dev.podlane.time.state.Entry;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A rolling update of three pods, worked out by hand from the rules: without and with a preStop
 * hook. The order follows from the rules; the milliseconds from the settings.
 */
class WorkedLinesTest {
  private static final String WEB = "Deployment default/web";
  private static final String OLD = "web-5ddb9bb84c";

  private final String text = TimeLine.webText();
  private final Course course = rolled(text);

  private static Course rolled(String text) {
    String other = text.replace("image: nginx", "image: nginx:2");
    return TimeLine.of(text).rewrite(0, WEB, other).course();
  }

  private static String withPreStop(String text) {
    return text.replace(
        "image: nginx", "image: nginx\n        lifecycle: {preStop: {sleep: {seconds: 5}}}");
  }

  private static List<String> until(Course course, long millis) {
    return course.entries().stream()
        .filter(each -> each.at() <= millis)
        .map(TimeLine::line)
        .map(line -> line.replaceAll("web-[0-9bcdf]{8,10}-[a-z0-9]{5}", "POD"))
        .toList();
  }

  @Test
  void lineAComesOutEventByEvent() {
    assertThat(until(course, 7_300))
        .containsExactly(
            "0.00 user web object.written []",
            "0.02 deployment-controller web-5c7fc99599 set.created [1, 2]",
            "0.04 replicaset-controller POD pod.created [web-5c7fc99599]",
            "0.06 kube-scheduler POD pod.scheduled [n1]",
            "0.58 kubelet POD pod.sandbox [10.0.0.3]",
            "0.60 endpointslice-controller web slices.written [POD not ready]",
            "0.67 kube-proxy  rules.written [3]",
            "1.08 kubelet POD container.started [nginx]",
            "5.08 kubelet POD pod.ready []",
            "5.10 endpointslice-controller web slices.written [POD ready+serving]",
            "5.12 deployment-controller web-5ddb9bb84c set.scaled.roll-down [3, 2]",
            "5.14 deployment-controller web-5c7fc99599 set.scaled.roll-up [1, 2]",
            "5.14 replicaset-controller POD pod.deleted [web-5ddb9bb84c]",
            "5.16 replicaset-controller POD pod.created [web-5c7fc99599]",
            "5.16 endpointslice-controller web slices.written [POD serving+terminating]",
            "5.16 kubelet POD pod.stopping []",
            "5.16 kubelet POD container.closed [nginx]",
            "5.17 kube-proxy  rules.written [3]",
            "5.18 kube-scheduler POD pod.scheduled [n2]",
            "5.70 kubelet POD pod.sandbox [10.0.1.3]",
            "5.72 endpointslice-controller web slices.written [POD not ready]",
            "6.16 kubelet POD container.ended [nginx]",
            "6.16 kubelet POD pod.unready []",
            "6.18 endpointslice-controller web slices.written [POD terminating]",
            "6.20 kubelet POD container.started [nginx]",
            "6.22 kube-proxy  rules.written [3]",
            "6.46 kubelet POD pod.torn-down []",
            "6.66 kubelet POD pod.gone []",
            "6.68 endpointslice-controller web slices.written [−POD]",
            "7.27 kube-proxy  rules.written [3]");
  }

  /**
   * Rules 147, 148: each loop sees what the one before it has written, and later by the time a
   * watch takes. One that nobody makes a decision for waits for nobody.
   */
  @Test
  void everyLoopActsOneWatchAfterTheOneBeforeIt() {
    for (long watch : List.of(20L, 50L)) {
      String other = text.replace("image: nginx", "image: nginx:2");
      Course slower = TimeLine.of(text).set("watch", watch + "ms").rewrite(1, WEB, other).course();

      assertThat(
              Stream.of("set.created", "pod.created", "pod.scheduled")
                  .map(code -> TimeLine.first(slower, code, "").at()))
          .containsExactly(1_000 + watch, 1_000 + 2 * watch, 1_000 + 3 * watch);
      Entry stopping = TimeLine.first(slower, "pod.stopping", OLD);
      Entry told = TimeLine.first(slower, "pod.deleted", OLD);
      Entry sliced =
          slower.entries().stream()
              .filter(each -> each.code().equals("slices.written") && each.at() > told.at())
              .findFirst()
              .orElseThrow();
      assertThat(stopping.at()).isEqualTo(told.at() + watch);
      assertThat(sliced.at()).as("kubelet and slices at once").isEqualTo(stopping.at());
    }
  }

  /** Rules 189, 190: the one that shares its node with the new pod goes first. */
  @Test
  void theOldPodOnTheNewOnesNodeGoesFirst() {
    Entry deleted = TimeLine.first(course, "pod.deleted", OLD);
    State before = course.at(deleted.at() - 1);

    assertThat(TimeLine.pod(before, deleted.object().path()))
        .extracting(PodState::nodeName)
        .isEqualTo("n1");
  }

  /** Rule 322: the sync that the new endpoint asked for makes the one for the old endpoint wait. */
  @Test
  void theRulesLeadToAClosedPodForASecond() {
    long closed = TimeLine.first(course, "container.closed", OLD).at();
    long written =
        course.entries().stream()
            .filter(each -> each.actor() == Actor.KUBE_PROXY && each.at() > closed + 100)
            .findFirst()
            .orElseThrow()
            .at();

    assertThat(written - closed).isBetween(1_000L, 1_100L);
  }

  /** Rules 164, 171: a pod that is still terminating does not count. */
  @Test
  void theRolloutIsCompleteBeforeTheLastOldPodIsGone() {
    long complete = TimeLine.first(course, "rollout.new-replica-set-available", "web").at();
    Entry gone =
        course.entries().stream()
            .filter(each -> each.code().equals("pod.gone"))
            .reduce((earlier, later) -> later)
            .orElseThrow();

    assertThat(complete).isEqualTo(15_420);
    assertThat(gone.at()).isEqualTo(16_900);
    assertThat(course.isSettled()).isTrue();
  }

  /** Line B: with preStop the pod serves on until the rules have changed everywhere. */
  @Test
  void withPreStopTheRulesChangeBeforeTheListenerCloses() {
    Course patient = rolled(withPreStop(text));
    String old = TimeLine.first(patient, "pod.pre-stop", "web").object().name();
    long stopped = TimeLine.first(patient, "pod.pre-stop", old).at();
    long closed = TimeLine.first(patient, "container.closed", old).at();
    long left =
        patient.entries().stream()
            .filter(each -> each.actor() == Actor.KUBE_PROXY && each.at() > stopped + 100)
            .findFirst()
            .orElseThrow()
            .at();

    assertThat(stopped).isEqualTo(5_160);
    assertThat(left).isEqualTo(6_220);
    assertThat(closed).isEqualTo(10_160);
  }

  /** Line B: complete not later than line A (rules 164, 171), the last pod gone later. */
  @Test
  void preStopDoesNotDelayTheRollout() {
    Course patient = rolled(withPreStop(text));

    assertThat(TimeLine.first(patient, "rollout.new-replica-set-available", "web").at())
        .isEqualTo(TimeLine.first(course, "rollout.new-replica-set-available", "web").at());
    assertThat(patient.end().now()).isGreaterThan(course.end().now() + 4_000);
  }

  /** Rule 323: with minReadySeconds the two changes are further apart than minSyncPeriod. */
  @Test
  void minReadySecondsMakesTheGapShort() {
    String slow = text.replace("  replicas: 3", "  replicas: 3\n  minReadySeconds: 2");
    Course later = rolled(slow);
    Entry closed = TimeLine.first(later, "container.closed", "web");
    long written =
        later.entries().stream()
            .filter(each -> each.actor() == Actor.KUBE_PROXY && each.at() > closed.at())
            .findFirst()
            .orElseThrow()
            .at();

    assertThat(written - closed.at()).isLessThanOrEqualTo(120);
  }

  /** Rule 263: up to 1.33 two syncs may follow each other at once. */
  @Test
  void anOlderKubeProxyMaySyncTwiceAtOnce() {
    String other = text.replace("image: nginx", "image: nginx:2");
    Course older = TimeLine.ofVersion(text, 33).rewrite(0, WEB, other).course();
    long closed = TimeLine.first(older, "container.closed", OLD).at();
    List<Long> written =
        older.entries().stream()
            .filter(each -> each.actor() == Actor.KUBE_PROXY && each.at() >= closed)
            .map(Entry::at)
            .limit(2)
            .toList();

    assertThat(written.get(1) - closed).isLessThanOrEqualTo(120);
  }
}
