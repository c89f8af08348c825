package dev.podlane.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.EndpointSlice.Endpoint;
import dev.podlane.time.event.Happening;
import dev.podlane.time.picture.Picture;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.Entry;
import dev.podlane.time.state.ProxyState;
import dev.podlane.time.state.State;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** EndpointSlices and the rules of kube-proxies while pods come and go (rules 250 to 273). */
class EndpointsOverTimeTest {
  private final String text = TimeLine.webText();
  private final String pod =
      TimeLine.web().course().at(0).pods().members("default/web").get(0).path();

  private static Optional<Endpoint> endpoint(Map<String, List<EndpointSlice>> slices, String pod) {
    return slices.getOrDefault("default/web", List.of()).stream()
        .flatMap(slice -> slice.endpoints().stream())
        .filter(each -> each.pod().equals(pod))
        .findFirst();
  }

  private static String word(Endpoint endpoint) {
    return (endpoint.ready() ? "r" : "-")
        + (endpoint.serving() ? "s" : "-")
        + (endpoint.terminating() ? "t" : "-");
  }

  private static String at(Course course, long moment, String pod) {
    return endpoint(course.at(moment).slices(), pod)
        .map(EndpointsOverTimeTest::word)
        .orElse("gone");
  }

  private static ProxyState proxy(State state, String node) {
    ProxyState together = Objects.requireNonNull(state.proxies().get(State.ALL));
    return state.proxies().getOrDefault(node, together);
  }

  /** The moments at which the kube-proxies that are in step have written rules. */
  private static List<Long> written(Course course) {
    return course.entries().stream()
        .filter(each -> each.actor() == Actor.KUBE_PROXY)
        .map(Entry::at)
        .toList();
  }

  private static Happening rebase(String text) {
    return new Happening.Rebase(text, () -> TimeLine.cluster(text));
  }

  @Test
  void rule250TheConditionsFollowADeletion() {
    Course course = TimeLine.of(text).at(10, new Happening.DeletePod(pod, null)).course();

    assertThat(at(course, 10_019, pod)).isEqualTo("rs-");
    assertThat(at(course, 10_020, pod)).isEqualTo("-st");
    assertThat(at(course, 11_100, pod)).isEqualTo("--t");
    assertThat(at(course, 12_000, pod)).isEqualTo("gone");
  }

  @Test
  void rule250NotReadyAddressesArePublishedAsReady() {
    String all =
        text.replace(
            "selector: {app: web}, ports",
            "publishNotReadyAddresses: true, selector: {app: web}, ports");
    Course course = TimeLine.of(all).at(10, new Happening.DeletePod(pod, null)).course();

    assertThat(at(course, 10_020, pod)).isEqualTo("rst");
    assertThat(at(course, 11_100, pod)).isEqualTo("r-t");
  }

  @Test
  void rule251AServiceUsesAPodBeforeItsDeploymentCountsIt() {
    String slow = text.replace("  replicas: 3", "  replicas: 3\n  minReadySeconds: 60");
    Course course =
        TimeLine.of(slow)
            .rewrite(0, "Deployment default/web", slow.replace("image: nginx", "image: nginx:2"))
            .course();
    Entry ready = TimeLine.first(course, "pod.ready", "web");

    assertThat(at(course, ready.at() + 20, ready.object().path())).isEqualTo("rs-");
    assertThat(TimeLine.first(course, "set.scaled.roll-down", "web").at())
        .isGreaterThanOrEqualTo(ready.at() + 60_000);
  }

  @Test
  void rule252AnotherLabelTakesAPodOutAtOnce() {
    String bare =
        """

        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: bare, labels: {app: web}}
        spec: {containers: [{name: c, image: c, ports: [{containerPort: 80}]}]}
        """;
    String other = bare.replace("app: web", "app: other");
    Course course = TimeLine.of(text + bare).at(5, rebase(text + other)).course();

    assertThat(at(course, 5_019, "default/bare")).isEqualTo("rs-");
    assertThat(at(course, 5_020, "default/bare")).isEqualTo("gone");
    assertThat(course.end().pods().pods()).containsKey("default/bare");
  }

  @Test
  void rule262TheFirstSyncIsAtOnceAndTheNextWaits() {
    Course course = TimeLine.of(text).at(10, new Happening.DeletePod(pod, null)).course();
    List<Long> written = written(course);

    assertThat(written.get(0)).isEqualTo(10_040 + 50);
    for (int i = 1; i < written.size(); i++) {
      assertThat(written.get(i) - written.get(i - 1)).isGreaterThanOrEqualTo(1_050);
    }
  }

  /** Two changes 0.3 s apart: the moment at which the rules know the second. */
  @ParameterizedTest
  @CsvSource({
    "37, 1s, 50ms, 11140",
    "33, 1s, 50ms, 10390",
    "37, 0, 50ms, 10390",
    "37, 10s, 2s, 24040"
  })
  void rules262To266ASyncWaitsForTheOneBefore(int minor, String least, String takes, long knows) {
    List<String> pods =
        TimeLine.web().course().at(0).pods().members("default/web").stream()
            .map(each -> each.path())
            .toList();
    Course course =
        TimeLine.ofVersion(text, minor)
            .set("proxyMinSync", least)
            .set("proxySync", takes)
            .at(10, new Happening.DeletePod(pods.get(0), null))
            .at(10.3, new Happening.DeletePod(pods.get(1), null))
            .course();
    long first = 0;
    for (Moment each : course.moments()) {
      boolean isKnown =
          endpoint(proxy(each.state(), "n1").rules(), pods.get(1))
              .map(known -> !known.ready())
              .orElse(true);
      first = first == 0 && isKnown ? each.state().now() : first;
    }

    assertThat(first).isEqualTo(knows);
  }

  @Test
  void rule267RulesAreTheOldOnesUntilTheSyncEnds() {
    Course course = TimeLine.of(text).at(10, new Happening.DeletePod(pod, null)).course();

    assertThat(endpoint(proxy(course.at(10_089), "n1").rules(), pod).orElseThrow().ready())
        .isTrue();
    assertThat(endpoint(proxy(course.at(10_090), "n1").rules(), pod).orElseThrow().ready())
        .isFalse();
  }

  @Test
  void rule272AProxyThatHasStoppedKeepsItsRules() {
    Course course =
        TimeLine.of(text)
            .at(5, new Happening.Proxy("n2", false))
            .at(10, new Happening.DeletePod(pod, null))
            .at(60, new Happening.Proxy("n2", true))
            .course();
    State frozen = course.at(59_999);

    assertThat(endpoint(proxy(frozen, "n2").rules(), pod).orElseThrow().ready()).isTrue();
    assertThat(endpoint(proxy(frozen, "n1").rules(), pod)).isEmpty();
    assertThat(endpoint(proxy(course.end(), "n2").rules(), pod)).isEmpty();
  }

  /** kube-proxy watches no slices of headless Services. */
  @Test
  void rule262AHeadlessServiceMakesNobodyWriteRules() {
    String headless =
        TimeLine.webText()
            .replace("spec: {selector: {app: web}", "spec: {clusterIP: None, selector: {app: web}");
    Course course = TimeLine.of(headless).at(0, new Happening.Drain("n1")).course();

    assertThat(course.entries()).extracting(Entry::code).contains("slices.written");
    assertThat(course.entries()).extracting(Entry::code).doesNotContain("rules.written");
    assertThat(Picture.of(course.end()).cluster().proxied()).isEmpty();
  }
}
