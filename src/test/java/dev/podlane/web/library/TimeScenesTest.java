package dev.podlane.web.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.scenario.Samples;
import dev.podlane.time.Course;
import dev.podlane.time.state.Entry;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Probe;
import dev.podlane.trace.cause.Cause;
import dev.podlane.workspace.AppliedEdit;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.Traffic;
import dev.podlane.workspace.Traffic.Sent;
import dev.podlane.workspace.Traffic.Why;
import dev.podlane.workspace.TrafficStream;
import dev.podlane.workspace.Workspace;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scene of time shows its point: what its streams meet is what its description says. */
final class TimeScenesTest {
  private static final Ip WEB = Ip.parse("10.244.2.2");

  private static Stream<String> scenes() {
    return Samples.names().stream().filter(each -> !Samples.events(each).isEmpty());
  }

  private static Workspace open(String scene) {
    return Workspace.open(scene + ".yaml", Samples.text(scene).orElseThrow())
        .with(new SampleCatalog().edits(scene).edits());
  }

  private static Course course(String scene) {
    return open(scene).course().orElseThrow();
  }

  private static List<Sent> stream(String scene, int nth) {
    Samples.Suggestion probe = Samples.suggestions(scene).get(nth - 1);
    Samples.Stream times = Objects.requireNonNull(probe.stream());
    ProbeRequest request =
        new ProbeRequest(
            probe.from(),
            probe.to(),
            Protocol.TCP,
            probe.port() == 0 ? null : probe.port(),
            Probe.DEFAULT_TTL,
            /* cold= */ true,
            /* seed= */ 0);
    List<Long> moments = Traffic.moments(times.start(), times.until(), times.every());
    return TrafficStream.send(open(scene), request, Traffic.Use.NEW, moments, () -> true).sent();
  }

  private static List<Sent> failed(List<Sent> sent) {
    return sent.stream().filter(each -> !each.isDelivered()).toList();
  }

  /** The share of a version among the answers between two moments, in percent. */
  private static double share(List<Sent> sent, String version, long from, long until) {
    List<Sent> between =
        sent.stream().filter(each -> each.at() >= from && each.at() < until).toList();
    assertThat(between).isNotEmpty().allMatch(Sent::isDelivered);
    return 100.0
        * between.stream().filter(each -> version.equals(each.version())).count()
        / between.size();
  }

  private static Entry first(Course course, Predicate<Entry> wanted) {
    return course.entries().stream().filter(wanted).findFirst().orElseThrow();
  }

  private static PodState pod(State state, String path) {
    return Objects.requireNonNull(state.pods().pods().get(path), path);
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void aSceneBeginsAtRestAndComesToRest(String scene) {
    Workspace opened = open(scene);
    Course course = opened.course().orElseThrow();

    assertThat(opened.problems()).isEmpty();
    assertThat(opened.edits())
        .isNotEmpty()
        .noneMatch(AppliedEdit::isRefused)
        .allMatch(each -> each.edit().event() instanceof Event.Timed);
    assertThat(course.refused()).isEmpty();
    assertThat(course.isSettled()).isTrue();
    assertThat(course.entries()).isNotEmpty().allMatch(each -> each.at() > 0);
    Samples.suggestions(scene).forEach(each -> assertThat(each.stream()).isNotNull());
  }

  /** Time line B of the rules of time: rules forget an old pod before it stops listening. */
  @Test
  void aRollingUpdateLosesNothing() {
    List<Sent> sent = stream("rollout", 1);

    assertThat(failed(sent)).isEmpty();
    assertThat(sent.get(0).version()).isEqualTo("nginx:1.28");
    assertThat(sent.get(sent.size() - 1).version()).isEqualTo("nginx:1.29");
  }

  @Test
  void withoutProbeAndHookConnectionsFailAndTheReasonsAreNamed() {
    List<Sent> sent = stream("rollout-bare", 1);
    List<Sent> failed = failed(sent);

    assertThat(failed).isNotEmpty().allMatch(each -> each.result() == Result.REFUSED);
    assertThat(failed).extracting(Sent::why).contains(Why.NOT_LISTENING, Why.STALE_RULES);
    assertThat(failed.stream().filter(each -> each.why() == Why.NOT_LISTENING))
        .as("the new version is asked before it listens")
        .allMatch(each -> "nginx:1.29".equals(each.version()));
    assertThat(failed.stream().filter(each -> each.why() == Why.STALE_RULES))
        .as("the old one after it has stopped")
        .allMatch(each -> "nginx:1.28".equals(each.version()));
    assertThat(sent.get(sent.size() - 1).version()).isEqualTo("nginx:1.29");
  }

  @Test
  void aServiceOfNothingRefusesUntilAPodIsBack() {
    List<Sent> sent = stream("scale-to-zero", 1);
    long gone = failed(sent).get(0).at();
    long back = first(course("scale-to-zero"), each -> each.code().equals("pod.ready")).at();

    assertThat(gone)
        .as("the hook keeps the pods listening for five seconds")
        .isBetween(7_000L, 7_500L);
    assertThat(sent.stream().filter(each -> each.at() > 10_000 && each.at() < back))
        .isNotEmpty()
        .allMatch(each -> each.code() == Cause.Code.RULE)
        .allMatch(each -> each.pod() == null);
    assertThat(sent.stream().filter(each -> each.at() > back + 100))
        .isNotEmpty()
        .allMatch(Sent::isDelivered);
  }

  /** Rules 278, 280, 281: silence until the control plane notices, 40 to 55 s after the failure. */
  @Test
  void aLostNodeSwallowsItsShareUntilItIsNoticed() {
    List<Sent> sent = stream("lost-node", 1);
    long noticed = first(course("lost-node"), each -> each.code().equals("node.unreachable")).at();
    List<Sent> failed = failed(sent);

    assertThat(noticed).isBetween(45_000L, 60_000L);
    assertThat(failed)
        .allMatch(each -> each.why() == Why.NODE_LOST && "node-2".equals(each.node()))
        .allMatch(each -> each.result() == Result.TIMEOUT)
        .allMatch(each -> each.at() >= 5_000 && each.at() < noticed + 2_000);
    long asked = sent.stream().filter(each -> each.at() >= 5_000 && each.at() < noticed).count();
    assertThat(100.0 * failed.size() / asked).as("one pod of three").isBetween(20.0, 47.0);
  }

  /** Rule 303: the second eviction waits until a replacement is ready. */
  @Test
  void aBudgetMakesADrainWaitAndNothingIsLost() {
    Course course = course("drain");
    Entry refused = first(course, each -> each.code().equals("pod.eviction-refused"));
    Entry later =
        first(
            course,
            each -> each.code().equals("pod.evicted") && each.object().equals(refused.object()));
    Entry ready = first(course, each -> each.code().equals("pod.ready"));

    assertThat(later.at()).isGreaterThan(ready.at());
    assertThat(course.end().pods().on("node-2")).isEmpty();
    assertThat(failed(stream("drain", 1))).isEmpty();
  }

  /** Rule 320: the share of a version is its share of the ready pods. */
  @Test
  void aCanaryGetsTheShareOfItsPods() {
    List<Sent> sent = stream("canary", 1);

    assertThat(share(sent, "shop:2", 0, 10_000)).isZero();
    assertThat(share(sent, "shop:2", 12_000, 30_000)).isBetween(5.0, 16.0);
    assertThat(share(sent, "shop:2", 37_000, 55_000)).isBetween(40.0, 60.0);
    assertThat(share(sent, "shop:2", 58_000, 80_000)).isEqualTo(100);
  }

  /** Rules 317, 319: the share of a version is its weight, per request. */
  @Test
  void aCanaryGetsTheShareOfItsWeight() {
    List<Sent> sent = stream("canary-weights", 1);

    assertThat(share(sent, "shop:2", 0, 20_000)).isZero();
    assertThat(share(sent, "shop:2", 20_000, 40_000)).isBetween(3.0, 18.0);
    assertThat(share(sent, "shop:2", 40_000, 60_000)).isBetween(38.0, 62.0);
    assertThat(share(sent, "shop:2", 60_000, 80_000)).isEqualTo(100);
  }

  @Test
  void aKilledContainerKeepsTheAddressAndAKilledSandboxDoesNot() {
    Course course = course("kill");
    List<Sent> byAddress = stream("kill", 1);
    List<Sent> byName = stream("kill", 2);

    assertThat(pod(course.at(14_000), "default/web-1").ip()).isEqualTo(WEB);
    assertThat(pod(course.end(), "default/web-1").ip()).isNotNull().isNotEqualTo(WEB);
    assertThat(byAddress.stream().filter(each -> each.at() > 4_000 && each.at() < 15_000))
        .isNotEmpty()
        .allMatch(Sent::isDelivered);
    assertThat(byAddress.stream().filter(each -> each.at() > 2_000 && each.at() < 3_400))
        .as("the network is there, and nobody listens")
        .allMatch(each -> each.result() == Result.REFUSED);
    assertThat(byAddress.stream().filter(each -> each.at() >= 15_000))
        .as("nobody has the address any more")
        .allMatch(each -> each.code() == Cause.Code.NEIGHBOUR);
    assertThat(byName.get(byName.size() - 1).isDelivered()).isTrue();
  }

  /** Rules 197, 261: a pod of the same name comes once the old one has gone, at another address. */
  @Test
  void theNameOfAStatefulPodLeadsToItsSuccessor() {
    Course course = course("stateful-name");
    List<Sent> sent = stream("stateful-name", 1);
    List<Sent> failed = failed(sent);
    PodState before = pod(course.at(0), "default/db-0");
    PodState after = pod(course.end(), "default/db-0");

    assertThat(after.ip()).isNotNull().isNotEqualTo(before.ip());
    assertThat(sent.stream().filter(Sent::isDelivered))
        .extracting(Sent::pod)
        .containsOnly("default/db-0");
    assertThat(sent.get(0).version()).isEqualTo("postgres:17");
    assertThat(sent.get(sent.size() - 1).version()).isEqualTo("postgres:18");
    assertThat(failed)
        .as("while it is replaced the name means nothing")
        .isNotEmpty()
        .allMatch(each -> each.result() == Result.NXDOMAIN);
  }
}
