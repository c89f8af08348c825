package dev.podlane.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.Network;
import org.junit.jupiter.api.Test;

/** What senders are told, and how often, as seen on Linux 6.18. */
class SendersTest {
  private static final Ip SERVER = Ip.parse("10.2.0.2");

  @Test
  void aCallFailsWhenTheOtherEndOfTheCableTakesNoFrameSoLong() {
    Network network = network(1_280, 1_500);
    Memory memory = new Memory();
    Walker.walk(network, ping(56, true), memory);

    Outcome outcome = Walker.walk(network, ping(1_400, false), memory).outcome();

    assertThat(outcome.result()).isEqualTo(Outcome.Result.LOCAL_ERROR);
    assertThat(outcome.errno()).isEqualTo("ENOBUFS");
  }

  @Test
  void whileTheAddressOfTheNextHopIsNotKnownTheCallHasEndedAlready() {
    Outcome outcome = Walker.walk(network(1_280, 1_500), ping(1_400, true), new Memory()).outcome();

    assertThat(outcome.result()).isEqualTo(Outcome.Result.TIMEOUT);
  }

  @Test
  void errorsOfPathMtuDiscoveryTakeNothingFromOthers() {
    Network network = network(1_500, 1_280);
    Memory memory = new Memory();
    for (int time = 0; time < 12; time++) {
      Outcome outcome = Walker.walk(network, ping(1_400, true), memory).outcome();
      assertThat(outcome.result()).isEqualTo(Outcome.Result.FRAG_NEEDED);
    }
  }

  private static Probe ping(int payload, boolean cold) {
    return new Probe(
        "client",
        null,
        SERVER,
        Probe.Protocol.ICMP,
        0,
        0,
        Probe.DEFAULT_TTL,
        payload,
        cold,
        0,
        Probe.DEFAULT_TIMEOUT_MILLIS);
  }

  private static Network network(int near, int far) {
    return Networks.of(
        """
        namespaces:
          client:
            devices: {eth0: {type: veth, peer: "router:eth0", addr: 10.1.0.2/24}}
            routes: [default via 10.1.0.1]
          router:
            devices:
              eth0: {type: veth, addr: 10.1.0.1/24, mtu: %d}
              eth1: {type: veth, peer: "server:eth0", addr: 10.2.0.1/24, mtu: %d}
            sysctls: {net.ipv4.ip_forward: 1}
          server:
            devices: {eth0: {type: veth, addr: 10.2.0.2/24}}
            routes: [default via 10.2.0.1]
        """
            .formatted(near, far));
  }
}
