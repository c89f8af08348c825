package dev.podlane.answer.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.answer.TraceView;
import dev.podlane.answer.text.Language;
import dev.podlane.net.addr.Protocol;
import dev.podlane.scenario.Samples;
import dev.podlane.workspace.Workspace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The steps that a story tells, and those it folds into a neighbour. */
class LevelsTest {
  private static List<String> story(Workspace network, String from, String to, Protocol protocol) {
    TraceView trace = Walks.view(network, Walks.walk(network, from, to, protocol), Language.EN);
    return trace.hops().stream()
        .flatMap(
            hop ->
                hop.steps().stream()
                    .filter(step -> step.level().equals("story"))
                    .map(step -> hop.namespace() + " " + step.type()))
        .toList();
  }

  private static Workspace article() {
    return Workspace.open("", Samples.text("article").orElseThrow());
  }

  @Test
  void aBridgeThatSwitchesBetweenPodsDecides() {
    assertThat(story(article(), "web-1", "api-1", Protocol.ICMP))
        .containsExactly(
            "default/web-1 RouteLookup",
            "node-1 BridgeForwarded",
            "default/api-1 EchoAnswered",
            "default/api-1 RouteLookup",
            "node-1 BridgeForwarded",
            "default/web-1 ReplyReceived");
  }

  @Test
  void aServiceIsTheTranslationAndItsUndoing() {
    List<String> story =
        story(Walks.recorded("g1-services-brnf1"), "n1p1", "10.96.0.12", Protocol.TCP);

    assertThat(story)
        .containsSequence(
            "n1p1 RouteLookup",
            "n1 Translated",
            "n1 BridgePassedUp",
            "n1 RouteLookup",
            "n1 TtlDecremented")
        .containsSubsequence("n2p1 SocketDelivered", "n1 Translated", "n1p1 ReplyReceived")
        .doesNotContain("n1 RulesRead");
  }

  @Test
  void aTunnelIsPackedAndUnpacked() {
    assertThat(story(Walks.recorded("f1-flannel"), "n1p1", "10.244.2.2", Protocol.TCP))
        .containsSubsequence(
            "n1p1 RouteLookup",
            "n1 TtlDecremented",
            "n1 Encapsulated",
            "n2 Decapsulated",
            "n2 RouteLookup",
            "n2p1 SocketDelivered")
        .doesNotContain("n1 BridgeForwarded", "n2 BridgeForwarded");
  }

  @Test
  void aRuleThatRefusesIsTold() {
    assertThat(story(Walks.recorded("h3-policy-reject-port"), "n1p1", "10.0.2.2", Protocol.TCP))
        .containsSubsequence(
            "n2 RulesRead", "n2 Dropped", "n2 IcmpErrorSent", "n1p1 ErrorReceived");
  }

  /** The first SYN marks its connection; what carries the mark is dropped. */
  @Test
  void anotherAttemptIsToldIfItFaresDifferently() {
    Workspace once =
        Walks.routed(
            "*mangle",
            ":FORWARD ACCEPT",
            "-A FORWARD -m connmark --mark 0x1 -j DROP",
            "-A FORWARD -j CONNMARK --set-xmark 0x1/0xffffffff",
            "COMMIT");

    List<String> story = story(once, "a", "10.0.2.2", Protocol.TCP);

    assertThat(story)
        .containsOnlyOnce("b SocketDelivered", "a SocketRetransmit")
        .containsSubsequence("b SocketDelivered", "a SocketRetransmit", "r Dropped");
  }

  @Test
  void nobodyAnswersForTheNextHop() {
    assertThat(story(article(), "web-1", "10.0.1.77", Protocol.ICMP))
        .startsWith("default/web-1 RouteLookup", "default/web-1 NeighbourFailed")
        .noneMatch(step -> step.startsWith("node-1"));
  }
}
