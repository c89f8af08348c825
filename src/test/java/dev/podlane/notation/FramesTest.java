package dev.podlane.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.Console;
import dev.podlane.console.command.Answer;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.ns.Network;
import dev.podlane.net.packet.Arp;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Sighting;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hardware addresses of frames, and who asks whom by ARP (facts 3 to 9 and 12 of the kernel). */
class FramesTest {
  private final Network network = Recording.load("d1-cbr0-gateway").network();
  private final Memory memory = new Memory();

  private Trace ping(String from, String to) {
    return Walker.walk(network, Probe.of(from, Protocol.ICMP, Ip.parse(to), 0), memory);
  }

  private Trace warmPing(String from, String to) {
    Probe cold = Probe.of(from, Protocol.ICMP, Ip.parse(to), 0);
    return Walker.walk(network, cold.warm(), memory);
  }

  private Mac mac(String namespace, String device) {
    return network.device(new DeviceRef(namespace, device)).orElseThrow().mac();
  }

  /** Returns the places where each frame of the request leaves a device, with its addresses. */
  private static List<String> frames(Trace trace) {
    List<String> frames = new ArrayList<>();
    for (Sighting seen : Sighting.of(trace, Flow.REQUEST).get(0)) {
      if (seen.out()) {
        String where = seen.namespace() + "/" + seen.device();
        frames.add(where + " " + seen.packet().source() + " " + seen.packet().destination());
      }
    }
    return frames;
  }

  private static List<String> questions(Trace trace) {
    List<String> questions = new ArrayList<>();
    for (List<Sighting> packet : Sighting.of(trace, Flow.ARP)) {
      Sighting first = packet.get(0);
      if (first.packet().payload() instanceof Arp arp && arp.request()) {
        String who = first.namespace() + "/" + first.device();
        questions.add(who + " who-has " + arp.targetIp() + " tell " + arp.senderIp());
      }
    }
    return questions;
  }

  @Test
  void aRouterWritesItsOutgoingDeviceAndTheNextHop() {
    assertThat(frames(ping("n1p1", "10.0.2.2")))
        .containsExactly(
            "n1p1/eth0 " + mac("n1p1", "eth0") + " " + mac("n1", "cbr0"),
            "n1/eth0 " + mac("n1", "eth0") + " " + mac("gw", "eth0"),
            "lan/pgw " + mac("n1", "eth0") + " " + mac("gw", "eth0"),
            "gw/eth0 " + mac("gw", "eth0") + " " + mac("n2", "eth0"),
            "lan/p2 " + mac("gw", "eth0") + " " + mac("n2", "eth0"),
            "n2/cbr0 " + mac("n2", "cbr0") + " " + mac("n2p1", "eth0"),
            "n2/veth1 " + mac("n2", "cbr0") + " " + mac("n2p1", "eth0"));
  }

  @Test
  void aColdPingAsksFourTimesAllInRequestDirection() {
    assertThat(questions(ping("n1p1", "10.0.2.2")))
        .containsExactly(
            "n1p1/eth0 who-has 10.0.1.1 tell 10.0.1.2",
            "n1/eth0 who-has 10.100.0.1 tell 10.100.0.2",
            "gw/eth0 who-has 10.100.0.3 tell 10.100.0.1",
            "n2/cbr0 who-has 10.0.2.2 tell 10.0.2.1");
  }

  @Test
  void aWarmPingAsksNobody() {
    ping("n1p1", "10.0.2.2");
    assertThat(questions(warmPing("n1p1", "10.0.2.2"))).isEmpty();
  }

  @Test
  void theTargetLearnsTheAskerAndBystandersLearnNothing() {
    ping("n1p1", "10.0.1.3");
    assertThat(questions(warmPing("n1p2", "10.0.1.2"))).isEmpty();
    assertThat(questions(warmPing("n1", "10.0.1.2")))
        .containsExactly("n1/cbr0 who-has 10.0.1.2 tell 10.0.1.1");
  }

  @Test
  void aBroadcastGoesToTheNewestPortFirstAndThenUp() {
    List<String> seen = new ArrayList<>();
    for (Sighting each : Sighting.of(ping("n1", "10.100.0.3"), Flow.ARP).get(0)) {
      seen.add(each.namespace() + "/" + each.device() + (each.out() ? ">" : "<"));
    }
    assertThat(seen)
        .containsExactly(
            "n1/eth0>",
            "lan/p1<",
            "lan/p3>",
            "n3/eth0<",
            "lan/p2>",
            "n2/eth0<",
            "lan/pgw>",
            "gw/eth0<",
            "lan/br<");
  }

  @Test
  void withoutAnAnswerItAsksThreeTimesASecondApart() {
    Trace trace = ping("n1", "10.0.1.99");
    assertThat(questions(trace)).hasSize(3).containsOnly("n1/cbr0 who-has 10.0.1.99 tell 10.0.1.1");
    assertThat(trace.outcome().errno()).isEqualTo("EHOSTUNREACH");
    assertThat(PathLines.line(trace, Flow.ERROR))
        .isEqualTo("{10.0.1.1>10.0.1.1 icmp3/1} n1/lo>64 n1/lo<64");
    List<Long> times =
        trace.hops().stream()
            .filter(hop -> hop.flow() == Flow.ARP && hop.parent() == null)
            .map(hop -> hop.timeMillis())
            .toList();
    assertThat(trace.hops().get(trace.hops().size() - 1).timeMillis()).isBetween(2_900L, 3_300L);
    assertThat(times).allSatisfy(time -> assertThat(time).isLessThan(3_000L));
    assertThat(questions(warmPing("n1", "10.0.1.99"))).as("no negative cache").hasSize(3);
  }

  @Test
  void whoeverForwardsAsksWithItsOwnAddressAndWhoeverSendsWithTheSource() {
    assertThat(questions(ping("n1p1", "10.100.0.3")))
        .contains("n1/eth0 who-has 10.100.0.3 tell 10.100.0.2");
    Probe fromBridge =
        Probe.from("n1").ping(Ip.parse("10.100.0.3")).withSource(Ip.parse("10.0.1.1"));
    assertThat(questions(Walker.walk(network, fromBridge, memory)))
        .first()
        .isEqualTo("n1/eth0 who-has 10.100.0.3 tell 10.0.1.1");
  }

  @Test
  void aQuestionFromAnAddressOfMyOwnIsIgnored() {
    Network claimed =
        ((Answer.Done) Console.run(network, "gw", "ip addr add 10.100.0.2/32 dev eth1")).network();
    Probe probe = Probe.of("n1", Protocol.ICMP, Ip.parse("10.100.0.1"), 0);
    assertThat(Walker.walk(claimed, probe, memory).outcome().errno()).isEqualTo("EHOSTUNREACH");
    assertThat(Walker.walk(network, probe, memory).outcome().errno()).isNull();
  }
}
