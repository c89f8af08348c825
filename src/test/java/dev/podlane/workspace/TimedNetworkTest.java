package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.scenario.Samples;
import dev.podlane.workspace.Traffic.Sent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cables and commands that have a moment change the network from then on, and not before. */
final class TimedNetworkTest {
  private static final Workspace SCENE = Workspace.open("", Samples.text("kill").orElseThrow());

  private static Event unplug(String device) {
    return new Event.CableChange(device, false);
  }

  private static Event plug(String device) {
    return new Event.CableChange(device, true);
  }

  private static Event given(String namespace, String line) {
    return new Event.Commands(namespace, List.of(line));
  }

  private static Workspace with(Event.Timed... events) {
    List<Edit> edits = new ArrayList<>();
    for (Event.Timed each : events) {
      edits.add(Edit.asked("e" + (edits.size() + 1), each, Instant.EPOCH));
    }
    return SCENE.with(edits);
  }

  private static String stream(Workspace workspace) {
    ProbeRequest request =
        new ProbeRequest("client", "10.244.2.2", Protocol.TCP, 80, 64, /* cold= */ true, 0);
    StringBuilder told = new StringBuilder();
    for (Sent each :
        TrafficStream.send(
                workspace, request, Traffic.Use.NEW, Traffic.moments(0, 9_000, 1_000), () -> true)
            .sent()) {
      told.append(each.isDelivered() ? 'o' : '.');
    }
    return told.toString();
  }

  @Test
  void aCableIsCutAndJoined() {
    Workspace cut =
        with(
            new Event.Timed(6_500, plug("node-2/eth0")), // moments count, not the order of asking
            new Event.Timed(2_500, unplug("node-2/eth0")));

    assertThat(stream(cut)).isEqualTo("ooo....ooo");
    assertThat(cut.course().orElseThrow().entries())
        .extracting(each -> each.at() + " " + each.code())
        .containsExactly("2500 cable.cut", "6500 cable.joined");
    assertThat(cut.network()).isEqualTo(SCENE.network());
    assertThat(with(new Event.Timed(2_500, unplug("node-2/eth0"))).course().orElseThrow().entries())
        .as("nobody hears of the node any more")
        .anyMatch(each -> each.code().equals("node.unreachable"));
    assertThat(cut.atMoment(3_000).network()).isNotEqualTo(SCENE.network());
    assertThat(cut.atMoment(1_000).network()).isEqualTo(SCENE.network());
  }

  @Test
  void aCommandIsGivenAndTakenBack() {
    Workspace denied =
        with(
            new Event.Timed(
                1_500, given("node-2", "iptables -I FORWARD -p tcp --dport 80 -j DROP")),
            new Event.Timed(
                4_500, given("node-2", "iptables -D FORWARD -p tcp --dport 80 -j DROP")));

    assertThat(stream(denied)).isEqualTo("oo...ooooo");
    assertThat(denied.edits()).noneMatch(AppliedEdit::isRefused);
    assertThat(denied.problems()).isEqualTo(SCENE.problems());
  }

  /** A sandbox takes with it what was done in its network namespace. */
  @Test
  void aNewSandboxForgets() {
    Workspace killed =
        with(
            new Event.Timed(1_000, given("default/web-1", "ip route del default")),
            new Event.Timed(2_000, new Event.PodEnd("default/web-1", "nginx")),
            new Event.Timed(5_000, new Event.PodEnd("default/web-1", "")));

    assertThat(defaultRoutes(killed.atMoment(900))).isOne();
    assertThat(defaultRoutes(killed.atMoment(4_000)))
        .as("a killed container changes nothing of it")
        .isZero();
    assertThat(defaultRoutes(killed)).isOne();
  }

  private static int defaultRoutes(Workspace workspace) {
    return workspace
            .network()
            .namespace("default/web-1")
            .orElseThrow()
            .routes()
            .main()
            .lookup(Ip.parse("192.0.2.1"))
            .isPresent()
        ? 1
        : 0;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "node-2|ip route del 10.9.0.0/24|change.refused",
        "node-2|ip route show|change.nothing",
        "nowhere|ip route show|change.refused",
      })
  void aCommandThatCannotBeGivenThenIsRefused(String namespace, String line, String code) {
    Event event = new Event.Timed(3_000, given(namespace, line));

    assertThatThrownBy(() -> EventTargets.require(SCENE, event))
        .isInstanceOfSatisfying(
            ChangeException.class, no -> assertThat(no.problem().code()).isEqualTo(code));
  }

  @Test
  void aCableThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> EventTargets.require(SCENE, new Event.Timed(0, unplug("node-2/eth7"))))
        .isInstanceOf(ChangeException.class);
    assertThatThrownBy(() -> EventTargets.require(SCENE, new Event.Timed(0, plug("node-2/eth0"))))
        .as("it is plugged in")
        .isInstanceOf(ChangeException.class);
  }
}
