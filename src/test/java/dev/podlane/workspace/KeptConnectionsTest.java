package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.trace.Outcome.Result;
import dev.podlane.workspace.Traffic.Gap;
import dev.podlane.workspace.Traffic.Life;
import dev.podlane.workspace.Traffic.Life.End;
import dev.podlane.workspace.Traffic.Sent;
import dev.podlane.workspace.Traffic.Use;
import dev.podlane.workspace.Traffic.Why;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Streams that keep one connection open while the cluster changes (rules 268 and 271). */
class KeptConnectionsTest {
  private static final ProbeRequest WEB = Streams.tcp("node:n2", "svc:web", 7);

  private static Event.Act act(Event.Deed deed, String target) {
    return new Event.Act(deed, target, "");
  }

  /** The pod that the first connection leads to. */
  private static Sent first(String text) {
    return Streams.of(text).send(WEB, Use.KEEP, 0, 0, 1).get(0);
  }

  private static List<Sent> from(List<Sent> sent, double seconds) {
    return sent.stream().filter(each -> each.at() >= seconds * 1_000).toList();
  }

  @Test
  void everyExchangeGoesOverOneConnection() {
    List<Sent> sent = Streams.of(Streams.web()).send(WEB, Use.KEEP, 0, 30, 1);

    assertThat(sent).hasSize(31).allMatch(Sent::isDelivered);
    assertThat(sent).extracting(Sent::pod).containsOnly(sent.get(0).pod());
    assertThat(sent).extracting(Sent::connection).containsOnly(1);
    assertThat(Traffic.marks(sent)).isEmpty();
  }

  @Test
  void rule268AnEstablishedConnectionOutlivesItsRules() {
    String text =
        Streams.web()
            .replace(
                "- name: nginx\n",
                "- name: nginx\n        lifecycle:" + " {preStop: {sleep: {seconds: 5}}}\n");
    String pod = Objects.requireNonNull(first(text).pod());
    Streams line = Streams.of(text).at(3, act(Event.Deed.DELETE_POD, pod));
    List<Sent> sent = line.send(WEB, Use.KEEP, 0, 12, 0.5);

    assertThat(sent).allMatch(Sent::isDelivered);
    // until the signal at 8 s; from the sync of the kube-proxies on, no rule leads there
    assertThat(sent.stream().filter(each -> pod.equals(each.pod())))
        .hasSize(17)
        .allMatch(each -> each.connection() == 1);
    assertThat(from(sent, 8.5)).allMatch(each -> each.connection() == 2);
    Gap mark = Traffic.marks(sent).get(0);
    assertThat(mark.why()).isEqualTo(Why.CONNECTION_KEPT);
    assertThat(mark.pod()).isEqualTo(pod);
    assertThat(mark.from()).isBetween(3_000L, 4_500L);
    assertThat(mark.until()).isEqualTo(8_000);
    // a new connection at the same time is sent elsewhere
    assertThat(from(line.send(WEB, Use.NEW, 0, 8, 0.25), 4.5))
        .allMatch(each -> !pod.equals(each.pod()));
  }

  @Test
  void aClientThatLooksReplacesWhatItsServerClosed() {
    String pod = Objects.requireNonNull(first(Streams.web()).pod());
    List<Sent> sent =
        Streams.of(Streams.web())
            .at(3.2, act(Event.Deed.DELETE_POD, pod))
            .send(WEB, Use.KEEP, 0, 10, 0.5);

    assertThat(sent).allMatch(Sent::isDelivered);
    assertThat(sent.get(6).connection()).isEqualTo(1);
    assertThat(from(sent, 3.5)).allMatch(each -> each.connection() == 2);
  }

  @Test
  void rule271AClientThatDoesNotLookIsReset() {
    String pod = Objects.requireNonNull(first(Streams.web()).pod());
    List<Sent> sent =
        Streams.of(Streams.web())
            .at(3.2, act(Event.Deed.DELETE_POD, pod))
            .send(WEB, Use.KEEP_ONE, 0, 10, 0.5);

    assertThat(sent.get(7).result()).isEqualTo(Result.RESET);
    assertThat(from(sent, 4)).allMatch(each -> each.result() == Result.LOCAL_ERROR);
    List<Gap> gaps = Traffic.gaps(sent);
    assertThat(gaps).extracting(Gap::why).containsOnly(Why.CONNECTION_KEPT);
    assertThat(gaps.get(0).pod()).isEqualTo(pod);
    assertThat(gaps.get(0).probes()).isEqualTo(14);
  }

  @Test
  void aProcessThatIgnoresItsSignalServesOnUntilItIsKilled() {
    String text =
        Streams.web()
            .replace("podlane.dev/start: 4s", "podlane.dev/start: 4s, podlane.dev/on-stop: ignore")
            .replace(
                "    spec:\n      containers:",
                "    spec:\n      terminationGracePeriodSeconds:" + " 6\n      containers:");
    String pod = Objects.requireNonNull(first(text).pod());
    List<Sent> sent =
        Streams.of(text).at(3, act(Event.Deed.DELETE_POD, pod)).send(WEB, Use.KEEP, 0, 12, 0.5);

    assertThat(sent).allMatch(Sent::isDelivered);
    assertThat(from(sent, 9.5)).allMatch(each -> each.connection() == 2);
    assertThat(from(sent, 3).subList(0, 12)).allMatch(each -> pod.equals(each.pod()));
  }

  @Test
  void aLostNodeAnswersNothingAndATimeoutEndsTheConnection() {
    String node = Objects.requireNonNull(first(Streams.web()).node());
    List<Sent> sent =
        Streams.of(Streams.web())
            .at(3, act(Event.Deed.LOSE_NODE, node))
            .send(WEB, Use.KEEP, 0, 20, 1);

    Sent lost = sent.get(3);
    assertThat(lost.result()).isEqualTo(Result.TIMEOUT);
    assertThat(lost.why()).isEqualTo(Why.NODE_LOST);
    // the client has waited for 5 s
    assertThat(sent.get(4).at()).isEqualTo(8_000);
    assertThat(sent.get(4).connection()).isEqualTo(2);
  }

  @Test
  void dataThatWaitsArrivesWhenTheNodeReturns() {
    String node = Objects.requireNonNull(first(Streams.web()).node());
    List<Sent> sent =
        Streams.of(Streams.web())
            .at(3, act(Event.Deed.LOSE_NODE, node))
            .at(13, act(Event.Deed.RETURN_NODE, node))
            .send(WEB, Use.KEEP_ONE, 0, 30, 1);

    assertThat(sent.stream().filter(each -> !each.isDelivered()))
        .extracting(Sent::at)
        .containsExactly(3_000L, 8_000L);
    assertThat(from(sent, 13)).isNotEmpty().allMatch(Sent::isDelivered);
    assertThat(sent).extracting(Sent::connection).containsOnly(1);
  }

  @Test
  void aNewSandboxKnowsNothingOfOldConnections() {
    String pod = Objects.requireNonNull(first(Streams.web()).pod());
    Event killPause = new Event.PodEnd(pod, "");
    List<Sent> sent =
        Streams.of(Streams.web()).at(3.2, killPause).send(WEB, Use.KEEP_ONE, 0, 8, 0.5);

    assertThat(from(sent, 3.5)).noneMatch(Sent::isDelivered);
    assertThat(sent.get(7).why()).isEqualTo(Why.CONNECTION_KEPT);
  }

  @Test
  void aProbeOfAStreamOpensAsTheWalkThatItWas() {
    String pod = Objects.requireNonNull(first(Streams.web()).pod());
    Workspace workspace =
        Streams.of(Streams.web()).at(3, act(Event.Deed.DELETE_POD, pod)).workspace();
    for (Use use : Use.values()) {
      List<Long> moments = Traffic.moments(0, 8_000, 500);
      List<Sent> sent = TrafficStream.send(workspace, WEB, use, moments, () -> true).sent();
      for (int i : new int[] {0, 7, 8, 15}) {
        Traffic.Opened opened =
            TrafficStream.open(workspace, WEB, use, moments, i, () -> true).orElseThrow();
        assertThat(opened.walked().trace().outcome().result())
            .as("%s %s", use, i)
            .isEqualTo(sent.get(i).result());
      }
      assertThat(TrafficStream.open(workspace, WEB, use, moments, 17, () -> true)).isEmpty();
    }
  }

  @Test
  void everyFailureOfARolloutHasItsPodAndItsReason() {
    Event update =
        new Event.FieldChange(
            new ObjectName("Deployment", "default", "web"),
            "spec.template.spec.containers[0].image",
            "\"nginx:2\"");
    Streams line = Streams.of(Streams.web()).at(5, update);
    List<Sent> fresh = line.send(WEB, Use.NEW, 0, 25, 0.1);
    List<Sent> lost = fresh.stream().filter(each -> !each.isDelivered()).toList();
    assertThat(lost).hasSizeGreaterThan(5).allMatch(each -> each.why() == Why.STALE_RULES);
    assertThat(lost).allMatch(each -> "nginx".equals(each.version()));

    List<Sent> kept = line.send(WEB, Use.KEEP_ONE, 0, 60, 0.5);
    List<Sent> broken = kept.stream().filter(each -> !each.isDelivered()).toList();
    assertThat(broken).hasSizeGreaterThan(60).allMatch(each -> each.why() == Why.CONNECTION_KEPT);
    assertThat(broken).extracting(Sent::pod).containsOnly(kept.get(0).pod());
  }

  @Test
  void theLivesOfConnectionsAreTold() {
    Sent first = first(Streams.web());
    String pod = Objects.requireNonNull(first.pod());
    String node = Objects.requireNonNull(first.node());
    Streams deleted = Streams.of(Streams.web()).at(3.2, act(Event.Deed.DELETE_POD, pod));
    for (Use use : List.of(Use.KEEP, Use.KEEP_ONE)) {
      List<Life> lives = deleted.answer(WEB, use, 0, 6, 0.5).connections();
      assertThat(lives.get(0).pod()).isEqualTo(pod);
      assertThat(lives.get(0).end()).isEqualTo(End.CLOSED);
      assertThat(lives.get(0).closed()).isEqualTo(3_220L);
      assertThat(lives).hasSize(use == Use.KEEP ? 2 : 1);
    }
    Life given =
        Streams.of(Streams.web())
            .at(3, act(Event.Deed.LOSE_NODE, node))
            .answer(WEB, Use.KEEP, 0, 10, 1)
            .connections()
            .get(0);
    assertThat(given.end()).isEqualTo(End.FAILED);
    assertThat(given.closed()).isEqualTo(8_000);
    List<Life> still = Streams.of(Streams.web()).answer(WEB, Use.KEEP, 1, 4, 1).connections();
    assertThat(still).singleElement().extracting(Life::end).isEqualTo(End.OPEN);
    assertThat(still.get(0).opened()).isEqualTo(1_000);
    assertThat(Streams.of(Streams.web()).answer(WEB, Use.NEW, 1, 4, 1).connections()).isEmpty();
  }

  /** Otherwise a thousand connections would meet a few entries of each other, which never age. */
  @Test
  void everyNewConnectionHasAPortOfItsOwn() {
    Workspace workspace = Streams.of(Streams.web()).workspace();
    List<Long> moments = Traffic.moments(0, 3_990, 10);
    Traffic.Opened last =
        TrafficStream.open(workspace, WEB, Use.NEW, moments, 399, () -> true).orElseThrow();
    assertThat(last.walked().connections().get("n2"))
        .hasSize(200)
        .extracting(each -> each.original().sourcePort())
        .doesNotHaveDuplicates();
  }
}
